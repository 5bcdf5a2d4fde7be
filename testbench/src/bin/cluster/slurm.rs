//! A Slurm of one node, in a folder of its own. Nothing of the machine's own configuration is read or changed.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// The longest path of a socket that Linux takes.
const LONGEST: usize = 107;

/// The daemons of a cluster; they end when it is dropped.
pub struct Slurm {
    directory: PathBuf,
    daemons: Vec<(&'static str, Child)>,
}

impl Slurm {
    /// Starts munged, slurmctld and slurmd, and waits until the node takes jobs.
    ///
    /// # Errors
    /// If a daemon is not installed or does not start. Its log is in the directory.
    pub fn start(directory: &Path, cores: usize) -> Result<Self> {
        let mut slurm = Self {
            directory: fs::canonicalize(directory)?,
            daemons: Vec::new(),
        };
        let at = |name: &str| slurm.directory.join(name).display().to_string();
        let (socket, conf) = (at("munge.socket"), at("slurm.conf"));
        ensure!(
            socket.len() <= LONGEST,
            "{socket}: found a path of {} bytes, expected at most {LONGEST} for a socket",
            socket.len()
        );
        let mut key = vec![0; 128];
        fs::File::open("/dev/urandom")?.read_exact(&mut key)?;
        fs::write(at("munge.key"), key)?;
        private(Path::new(&at("munge.key")))?;
        for folder in ["state", "spool"] {
            fs::create_dir_all(at(folder))?;
        }
        fs::write(&conf, configuration(&at, cores)?)?;
        slurm.wrap_srun()?;
        let munge = [
            // the folder of the key may be writable for others; it is a key for this run only
            "--force".into(),
            "--foreground".into(),
            format!("--key-file={}", at("munge.key")),
            format!("--socket={socket}"),
            format!("--pid-file={}", at("munge.pid")),
            format!("--log-file={}", at("munge.log")),
            format!("--seed-file={}", at("munge.seed")),
        ];
        slurm.daemon("munged", &munge)?;
        wait(
            "munged has a socket",
            20,
            || Ok(Path::new(&socket).exists()),
        )?;
        let foreground = ["-D".into(), "-f".into(), conf];
        slurm.daemon("slurmctld", &foreground)?;
        slurm.daemon("slurmd", &foreground)?;
        wait("the node is idle", 60, || {
            slurm.alive()?;
            let state = slurm.ask("sinfo", &["-h", "-o", "%t"]);
            Ok(state.is_ok_and(|state| state == "idle"))
        })?;
        Ok(slurm)
    }

    fn daemon(&mut self, name: &'static str, arguments: &[String]) -> Result<()> {
        let log = |kind: &str| fs::File::create(self.directory.join(format!("{name}.{kind}")));
        let mut command = Command::new(name);
        let path = std::env::var("PATH").unwrap_or_default();
        // Debian has daemons in a folder that is not on the path of every user
        command.env("PATH", format!("{path}:/usr/sbin:/sbin"));
        command.args(arguments).stdin(Stdio::null());
        command.stdout(log("out")?).stderr(log("err")?);
        let child = command.spawn();
        let child =
            child.with_context(|| format!("cannot start {name}; is slurm-wlm installed?"))?;
        self.daemons.push((name, child));
        Ok(())
    }

    /// An error if a daemon has ended.
    fn alive(&self) -> Result<()> {
        for (name, child) in &self.daemons {
            let running = Path::new("/proc").join(child.id().to_string()).join("exe");
            ensure!(
                running.exists(),
                "{name} has ended; its log is in {}",
                self.directory.display()
            );
        }
        Ok(())
    }

    /// A command that talks to this cluster.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env("SLURM_CONF", self.directory.join("slurm.conf"))
            .env(
                "PATH",
                format!("{}:{path}", self.directory.join("bin").display()),
            )
            .stdin(Stdio::null());
        command
    }

    /// A `srun` that finds this cluster: Snakemake's executor hides all variables of Slurm from its jobs.
    fn wrap_srun(&self) -> Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::var_os("PATH").unwrap_or_default();
        let real = std::env::split_paths(&path).map(|folder| folder.join("srun"));
        let real = real.into_iter().find(|file| file.is_file());
        let real = real.context("srun is not on the PATH; is slurm-wlm installed?")?;
        let script = format!(
            "#!/bin/sh\nSLURM_CONF='{}' exec '{}' \"$@\"\n",
            self.directory.join("slurm.conf").display(),
            real.display()
        );
        let file = self.directory.join("bin/srun");
        fs::create_dir_all(self.directory.join("bin"))?;
        fs::write(&file, script)?;
        Ok(fs::set_permissions(
            &file,
            fs::Permissions::from_mode(0o755),
        )?)
    }

    /// What a command of Slurm prints, without the last line end.
    ///
    /// # Errors
    /// If it fails.
    pub fn ask(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let output = self.command(program).args(arguments).output()?;
        ensure!(
            output.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned())
    }

    /// The numbers of the jobs in a state, or of all that are not done.
    ///
    /// # Errors
    /// If Slurm does not answer.
    pub fn jobs(&self, state: Option<&str>) -> Result<Vec<String>> {
        let mut arguments = vec!["-h", "-o", "%A"];
        arguments.extend(state.iter().flat_map(|state| ["-t", state]));
        Ok(self
            .ask("squeue", &arguments)?
            .lines()
            .map(str::to_owned)
            .collect())
    }

    fn stop(&mut self) -> Result<()> {
        if self.daemons.len() == 3 {
            for job in self.jobs(None)? {
                self.ask("scancel", &["--signal=KILL", "--full", &job]).ok();
                self.ask("scancel", &[&job]).ok();
            }
            wait("all jobs have ended", 60, || {
                Ok(self.jobs(None)?.is_empty())
            })?;
        }
        Ok(())
    }
}

impl Drop for Slurm {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            eprintln!("error: jobs may still run: {error:#}");
        }
        for (name, child) in self.daemons.iter_mut().rev() {
            let asked = Command::new("kill").arg(child.id().to_string()).status();
            let ended = |child: &mut Child| Ok(child.try_wait()?.is_some());
            if asked.is_err() || wait(name, 20, || ended(child)).is_err() {
                child.kill().ok();
            }
            child.wait().ok();
        }
    }
}

/// Calls a function until it gives true, for so many seconds at most.
///
/// # Errors
/// If it fails, or the time is over.
pub fn wait(what: &str, seconds: u64, mut done: impl FnMut() -> Result<bool>) -> Result<()> {
    let begun = Instant::now();
    while !done()? {
        if begun.elapsed() > Duration::from_secs(seconds) {
            bail!("waited {seconds} s in vain until {what}");
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn private(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        file,
        fs::Permissions::from_mode(0o600),
    )?)
}

/// The configuration: one node, one partition, no accounting.
fn configuration(at: &dyn Fn(&str) -> String, cores: usize) -> Result<String> {
    let host = fs::read_to_string("/proc/sys/kernel/hostname")?;
    let host = host.trim();
    let user = Command::new("id").arg("-un").output()?.stdout;
    let user = String::from_utf8(user)?;
    let user = user.trim();
    // ports that are free now, so that a Slurm of the machine is not disturbed
    let listeners = [
        TcpListener::bind("127.0.0.1:0")?,
        TcpListener::bind("127.0.0.1:0")?,
    ];
    let [control, node] = listeners.map(|free| free.local_addr().map(|address| address.port()));
    let lines = [
        "ClusterName=yuragi".to_owned(),
        format!("SlurmctldHost={host}(127.0.0.1)"),
        format!("SlurmctldPort={}", control?),
        format!("SlurmdPort={}", node?),
        format!("SlurmUser={user}"),
        format!("SlurmdUser={user}"),
        "AuthType=auth/munge".to_owned(),
        format!("AuthInfo=socket={}", at("munge.socket")),
        format!("StateSaveLocation={}", at("state")),
        format!("SlurmdSpoolDir={}", at("spool")),
        format!("SlurmctldPidFile={}", at("slurmctld.pid")),
        format!("SlurmdPidFile={}", at("slurmd.pid")),
        format!("SlurmctldLogFile={}", at("slurmctld.log")),
        format!("SlurmdLogFile={}", at("slurmd.log")),
        "ProctrackType=proctrack/linuxproc".to_owned(),
        "TaskPlugin=task/none".to_owned(),
        "JobAcctGatherType=jobacct_gather/none".to_owned(),
        "SelectType=select/cons_tres".to_owned(),
        "SelectTypeParameters=CR_Core".to_owned(),
        "MpiDefault=none".to_owned(),
        "ReturnToService=2".to_owned(),
        // Snakemake asks squeue, because there is no accounting: ended jobs must stay known
        "MinJobAge=3600".to_owned(),
        format!("NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory=1000"),
        "PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP".to_owned(),
    ];
    Ok(lines.join("\n") + "\n")
}
