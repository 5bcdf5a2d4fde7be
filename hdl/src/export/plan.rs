//! Which form each signal takes: wires for what is assigned once, statements for the rest, and the flip-flops' inputs
//! straight in their clocked block where nothing else looks at them.
//!
//! `update()` is a sequence: a Local read in its middle is what was assigned last. A wire is always what it is in the
//! end. So a signal may become a wire, or a statement move, only if no later assignment changes what it reads.

use super::check;
use super::infer::Fault;
use super::ir::{Arm, Assign, Expr, Id, Node, Offset, Place, Stmt, StmtKind};
use super::signals::{Role, Signals};
use super::types::Type;
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub struct Plan {
    /// Each after all that it reads.
    pub wires: Vec<Wire>,
    pub combinational: Vec<Stmt>,
    pub clocked: Vec<Stmt>,
}

pub struct Wire {
    pub target: Id,
    pub value: Expr,
    pub comments: Vec<String>,
}

/// Where signals are read and written, by top-level statement.
struct Uses {
    reads: HashMap<Id, Vec<usize>>,
    writes: HashMap<Id, Vec<usize>>,
}

impl Uses {
    /// What clocked blocks read, they read in the end.
    fn of(stmts: &[Option<Stmt>], clocked: &[Stmt]) -> Self {
        let mut uses = Uses { reads: HashMap::new(), writes: HashMap::new() };
        for stmt in clocked {
            stmt.reads(&mut |id, _| uses.reads.insert(id, vec![usize::MAX]).map_or((), drop));
        }
        for (at, stmt) in stmts.iter().enumerate() {
            let Some(stmt) = stmt else { continue };
            let note = |map: &mut HashMap<Id, Vec<usize>>, id: Id| {
                let list = map.entry(id).or_default();
                match list.as_slice() {
                    [.., last] | [.., last, usize::MAX] if *last == at => {}
                    [.., usize::MAX] => list.insert(list.len() - 1, at),
                    _ => list.push(at),
                }
            };
            stmt.reads(&mut |id, _| note(&mut uses.reads, id));
            stmt.assigns(&mut |a| note(&mut uses.writes, a.target));
        }
        uses
    }

    fn writes(&self, id: Id) -> &[usize] {
        self.writes.get(&id).map_or(&[], Vec::as_slice)
    }

    fn reads(&self, id: Id) -> &[usize] {
        self.reads.get(&id).map_or(&[], Vec::as_slice)
    }

    fn written_between(&self, id: Id, after: usize, before: usize) -> bool {
        within(self.writes(id), after + 1, before)
    }

    fn read_between(&self, id: Id, after: usize, before: usize) -> bool {
        within(self.reads(id), after + 1, before)
    }
}

fn within(sorted: &[usize], from: usize, to: usize) -> bool {
    sorted.get(sorted.partition_point(|at| *at < from)).is_some_and(|at| *at < to)
}

/// `clocks` gives the clock of each flip-flop's next value.
pub fn plan(signals: &Signals, stmts: Vec<Stmt>, clocks: &HashMap<Id, Id>) -> Result<Plan, Fault> {
    let mut stmts: Vec<Option<Stmt>> = stmts.into_iter().map(Some).collect();
    drop_overwritten(signals, &mut stmts);
    drop_unread(signals, &mut stmts);
    check::complete(signals, stmts.iter().flatten())?;
    let mut plan = Plan::default();
    take_clocked(signals, &mut stmts, clocks, &mut plan);
    gather_bits(signals, &mut stmts, &plan.clocked);
    choose(signals, &mut stmts, &plan.clocked);
    take_wires(&mut stmts, &mut plan);
    plan.combinational = stmts.into_iter().flatten().collect();
    check::ordered(signals, &plan)?;
    join_copies(&mut plan.combinational);
    Ok(plan)
}

/// Takes out an assignment; its comments go to the next statement.
fn remove(stmts: &mut [Option<Stmt>], at: usize) {
    let Some(stmt) = stmts[at].take() else { return };
    if let Some(next) = stmts[at + 1..].iter_mut().flatten().next() {
        next.comments.splice(0..0, stmt.comments);
    }
}

/// The hold of a flip-flop that is assigned anyway, a default that nothing reads.
fn drop_overwritten(signals: &Signals, stmts: &mut [Option<Stmt>]) {
    let mut pending: HashMap<Id, usize> = HashMap::new();
    for at in 0..stmts.len() {
        let Some(stmt) = &stmts[at] else { continue };
        stmt.reads(&mut |id, _| {
            if signals.all[id].role.is_sequential() {
                pending.remove(&id);
            }
        });
        let whole = stmt.whole().map(|(id, _)| id);
        stmt.assigns(&mut |a| {
            if whole.is_none() {
                pending.remove(&a.target);
            }
        });
        if let Some(id) = whole
            && let Some(earlier) = pending.insert(id, at)
        {
            remove(stmts, earlier);
        }
    }
}

/// A vector assigned bit by bit becomes one concatenation.
fn gather_bits(signals: &Signals, stmts: &mut [Option<Stmt>], clocked: &[Stmt]) {
    let uses = Uses::of(stmts, clocked);
    for (&target, writes) in &uses.writes {
        let width = signals.all[target].ty.width;
        let (Some(&first), Some(&last)) = (writes.first(), writes.last()) else { continue };
        if writes.len() < 2 || uses.read_between(target, first, last + 1) {
            continue;
        }
        let mut bits: Vec<Option<(usize, usize)>> = vec![None; width];
        let mut base = None;
        let fits = writes.iter().all(|&at| {
            let Some(Stmt { kind: StmtKind::Assign(Assign { place, value, .. }), .. }) = &stmts[at] else { return false };
            let mut steady = true;
            value.reads(&mut |id, _| steady &= !uses.written_between(id, at, last + 1));
            match place {
                _ if !steady => false,
                Place::Whole if at == first && matches!(value.node, Node::Number(_) | Node::Signal(_)) => {
                    base = Some(at);
                    true
                }
                Place::Part(low, n) => (*low..low + n).all(|i| bits[i].replace((at, i - low)).is_none()),
                _ => false,
            }
        });
        if fits && (base.is_some() || bits.iter().all(Option::is_some)) {
            gather(signals, stmts, target, writes, &bits, base);
        }
    }
}

fn gather(
    signals: &Signals,
    stmts: &mut [Option<Stmt>],
    target: Id,
    writes: &[usize],
    bits: &[Option<(usize, usize)>],
    base: Option<usize>,
) {
    let value_at = |at: usize| match &stmts[at].as_ref().map(|s| &s.kind) {
        Some(StmtKind::Assign(a)) => Some(a.value.clone()),
        _ => None,
    };
    let mut parts: Vec<Expr> = Vec::new();
    let mut low = 0;
    while low < bits.len() {
        let run = |f: &dyn Fn(usize) -> bool| (low..bits.len()).take_while(|i| f(*i)).count();
        let part = match bits[low] {
            Some((at, _)) => {
                let Some(value) = value_at(at) else { return };
                let width = run(&|i| bits[i].is_some_and(|(a, _)| a == at));
                value.retyped(Type::bits(width))
            }
            None => {
                let width = run(&|i| bits[i].is_none());
                let ty = Type::bits(width);
                match base.and_then(value_at) {
                    Some(Expr { node: Node::Number(number), .. }) => Expr::number(number.slice(low, width), ty),
                    Some(base) => Expr { ty, node: Node::Part(Box::new(base), Offset::Fixed(low)) },
                    None => return,
                }
            }
        };
        low += part.ty.width;
        match parts.last_mut() {
            Some(previous) => {
                if !join(previous, &part) {
                    parts.push(part);
                }
            }
            None => parts.push(part),
        }
    }
    parts.reverse();
    let value = match parts.len() {
        1 => parts.swap_remove(0),
        _ => Expr { ty: Type::bits(bits.len()), node: Node::Concat(parts) },
    };
    let mut comments = Vec::new();
    let last = writes[writes.len() - 1];
    for &at in writes {
        comments.extend(stmts[at].take().into_iter().flat_map(|s| s.comments));
    }
    let kind = Stmt::assign(target, value.retyped(signals.all[target].ty.clone())).kind;
    stmts[last] = Some(Stmt { comments, kind });
}

/// Adds to `low` the part right above it: x[3:0] and x[4] are x[4:0].
fn join(low: &mut Expr, high: &Expr) -> bool {
    use Offset::Fixed;
    let width = low.ty.width + high.ty.width;
    let joined = match (&low.node, &high.node) {
        (Node::Part(a, Fixed(i)), Node::Part(b, Fixed(j))) if a == b && i + low.ty.width == *j => {
            if *i == 0 && width == a.ty.width {
                (**a).clone().retyped(Type::bits(width))
            } else {
                Expr { ty: Type::bits(width), node: Node::Part(a.clone(), Fixed(*i)) }
            }
        }
        _ => return false,
    };
    *low = joined;
    true
}

/// Bits copied one after the other are copied at once.
fn join_copies(stmts: &mut Vec<Stmt>) {
    let mut joined: Vec<Stmt> = Vec::with_capacity(stmts.len());
    for stmt in stmts.drain(..) {
        if let (Some(StmtKind::Assign(a)), StmtKind::Assign(b)) = (joined.last_mut().map(|s| &mut s.kind), &stmt.kind)
            && a.target == b.target
            && let (Place::Part(i, n), Place::Part(j, m)) = (&a.place, &b.place)
            && i + n == *j
            && stmt.comments.is_empty()
            && !b.value.reads_signal(a.target)
            && join(&mut a.value, &b.value)
        {
            a.place = Place::Part(*i, n + m);
            continue;
        }
        joined.push(stmt);
    }
    *stmts = joined;
}

/// Leaves of a choice that still reads well as `a ? b : c`.
const MOST_LEAVES: usize = 3;

/// A default and the conditions that override it become one expression.
fn choose(signals: &Signals, stmts: &mut [Option<Stmt>], clocked: &[Stmt]) {
    let uses = Uses::of(stmts, clocked);
    let mut targets: Vec<(&Id, &Vec<usize>)> = uses.writes.iter().collect();
    targets.sort();
    for (&target, writes) in targets {
        let (Some(&first), Some(&last)) = (writes.first(), writes.last()) else { continue };
        if signals.all[target].role == Role::Next || uses.read_between(target, first, last + 1) {
            continue;
        }
        let mut value: Option<Expr> = None;
        let mut leaves = 0;
        let fits = writes.iter().all(|&at| {
            let Some(stmt) = &stmts[at] else { return false };
            let mut steady = true;
            stmt.reads(&mut |id, _| steady &= id != target && !uses.written_between(id, at, last + 1));
            value = choice(stmt, target, value.clone(), &mut leaves);
            steady && value.is_some()
        });
        if let (true, Some(value), 1..=MOST_LEAVES) = (fits, value, leaves) {
            let comments = writes.iter().flat_map(|&at| stmts[at].take()).flat_map(|s| s.comments).collect();
            stmts[last] = Some(Stmt { comments, ..Stmt::assign(target, value) });
        }
    }
}

/// The value of `target` after a statement that assigns nothing else.
fn choice(stmt: &Stmt, target: Id, before: Option<Expr>, leaves: &mut usize) -> Option<Expr> {
    match &stmt.kind {
        StmtKind::Assign(Assign { target: t, place: Place::Whole, value }) if *t == target => {
            *leaves += 1;
            Some(value.clone())
        }
        StmtKind::If(test, then, otherwise) => {
            let mut branch = |body: &[Stmt]| match body {
                [] => before.clone(),
                [one] if one.comments.is_empty() => choice(one, target, before.clone(), leaves),
                _ => None,
            };
            let (then, otherwise) = (branch(then)?, branch(otherwise)?);
            let ty = then.ty.clone();
            Some(Expr { ty, node: Node::Select(Box::new(test.clone()), Box::new(then), Box::new(otherwise)) })
        }
        _ => None,
    }
}

/// Locals that nothing reads.
fn drop_unread(signals: &Signals, stmts: &mut [Option<Stmt>]) {
    let is_droppable = |id: Id| signals.all[id].role == Role::Local;
    loop {
        let uses = Uses::of(stmts, &[]);
        let unread: HashSet<Id> =
            uses.writes.keys().copied().filter(|id| is_droppable(*id) && uses.reads(*id).is_empty()).collect();
        if unread.is_empty() {
            return;
        }
        for at in 0..stmts.len() {
            let Some(stmt) = &mut stmts[at] else { continue };
            match &mut stmt.kind {
                StmtKind::Assign(a) if unread.contains(&a.target) => remove(stmts, at),
                _ => prune(stmt, &unread),
            }
        }
    }
}

fn prune(stmt: &mut Stmt, unread: &HashSet<Id>) {
    let keep = |block: &mut Vec<Stmt>| {
        block.retain(|s| !matches!(&s.kind, StmtKind::Assign(a) if unread.contains(&a.target)));
        block.iter_mut().for_each(|s| prune(s, unread));
    };
    match &mut stmt.kind {
        StmtKind::Assign(_) => {}
        StmtKind::If(_, then, otherwise) => {
            keep(then);
            keep(otherwise);
        }
        StmtKind::Case(_, arms) => arms.iter_mut().for_each(|a| keep(&mut a.body)),
    }
}

/// What decides on the next values of flip-flops goes into clocked blocks, unless something else looks at these values
/// or what they are decided by changes later. A statement that does more is split in two.
fn take_clocked(signals: &Signals, stmts: &mut [Option<Stmt>], clocks: &HashMap<Id, Id>, plan: &mut Plan) {
    let uses = Uses::of(stmts, &[]);
    let steady = |at: usize, id: Id| match uses.writes(id) {
        [] => true,
        [only] if stmts[*only].as_ref().is_some_and(|s| s.whole().is_some()) => true,
        writes => !within(writes, at, usize::MAX),
    };
    let registers = signals.registers.iter().filter(|r| uses.reads(r.next).is_empty());
    let mut free: HashMap<Id, Id> = registers.map(|r| (r.next, r.value)).collect();
    for (at, stmt) in stmts.iter().enumerate() {
        if let Some(stmt) = stmt {
            bar(stmt, true, &|id| steady(at, id), &mut free);
        }
    }
    let clock_of = |id: Id| clocks.get(&id).filter(|_| free.contains_key(&id));
    let mut order: Vec<Id> = signals.registers.iter().filter_map(|r| clock_of(r.next).copied()).collect();
    order.sort_unstable();
    order.dedup();
    for at in 0..stmts.len() {
        let Some(stmt) = &stmts[at] else { continue };
        let mut clocked = false;
        stmt.assigns(&mut |a| clocked |= free.contains_key(&a.target));
        if !clocked {
            continue;
        }
        // a register holds its value anyway
        if let Some((id, value)) = stmt.whole()
            && uses.writes(id).first() == Some(&at)
            && value.node == Node::Signal(free[&id])
        {
            remove(stmts, at);
            continue;
        }
        plan.clocked.extend(order.iter().filter_map(|clock| part_of(stmt, &|id| clock_of(id) == Some(clock))));
        stmts[at] = part_of(stmt, &|id| !free.contains_key(&id));
    }
}

/// Strikes the flip-flops whose next value depends on something unsteady.
fn bar(stmt: &Stmt, steady: bool, is_steady: &impl Fn(Id) -> bool, free: &mut HashMap<Id, Id>) {
    let all_steady = |expr: &Expr| {
        let mut all = true;
        expr.reads(&mut |id, _| all &= is_steady(id));
        all
    };
    match &stmt.kind {
        StmtKind::Assign(assign) => {
            let index = if let Place::Bit(index) = &assign.place { all_steady(index) } else { true };
            if !(steady && index && all_steady(&assign.value)) {
                free.remove(&assign.target);
            }
        }
        StmtKind::If(test, then, otherwise) => {
            let steady = steady && all_steady(test);
            then.iter().chain(otherwise).for_each(|s| bar(s, steady, is_steady, free));
        }
        StmtKind::Case(test, arms) => {
            let steady = steady && all_steady(test);
            arms.iter().flat_map(|a| &a.body).for_each(|s| bar(s, steady, is_steady, free));
        }
    }
}

/// What a statement does to some signals only.
fn part_of(stmt: &Stmt, wanted: &impl Fn(Id) -> bool) -> Option<Stmt> {
    let block = |stmts: &[Stmt]| -> Vec<Stmt> { stmts.iter().filter_map(|s| part_of(s, wanted)).collect() };
    let kind = match &stmt.kind {
        StmtKind::Assign(assign) => StmtKind::Assign(wanted(assign.target).then(|| assign.clone())?),
        StmtKind::If(test, then, otherwise) => {
            let (then, otherwise) = (block(then), block(otherwise));
            if then.is_empty() && otherwise.is_empty() {
                return None;
            }
            StmtKind::If(test.clone(), then, otherwise)
        }
        StmtKind::Case(test, arms) => {
            let mut kept: Vec<Arm> = arms.iter().map(|a| Arm { body: block(&a.body), ..a.clone() }).collect();
            if kept.iter().all(|a| a.body.is_empty()) {
                return None;
            }
            let default_acts = kept.iter().any(|a| a.default && !a.body.is_empty());
            if !default_acts && kept.iter().any(|a| a.body.is_empty()) {
                kept.retain(|a| !a.body.is_empty());
                kept.push(Arm { pattern: None, default: true, body: Vec::new() });
            }
            StmtKind::Case(test.clone(), kept)
        }
    };
    Some(Stmt { comments: stmt.comments.clone(), kind })
}

/// Signals assigned once, whatever happens.
fn take_wires(stmts: &mut [Option<Stmt>], plan: &mut Plan) {
    let uses = Uses::of(stmts, &[]);
    let mut wires: HashMap<Id, usize> = HashMap::new();
    for (at, stmt) in stmts.iter().enumerate() {
        if let Some((id, value)) = stmt.as_ref().and_then(Stmt::whole)
            && uses.writes(id).len() == 1
            && !value.reads_signal(id)
        {
            wires.insert(id, at);
        }
    }
    let value_of = |at: usize| stmts[at].as_ref().and_then(Stmt::whole).map(|(_, value)| value);
    loop {
        let is_written = |id: Id, wires: &HashMap<Id, usize>| !uses.writes(id).is_empty() && !wires.contains_key(&id);
        let mut demoted: Vec<Id> = Vec::new();
        for (&id, &at) in &wires {
            let mut steady = true;
            if let Some(value) = value_of(at) {
                value.reads(&mut |s, _| {
                    steady &= !is_written(s, &wires) || !within(uses.writes(s), at, usize::MAX);
                });
            }
            if !steady {
                demoted.push(id);
            }
        }
        // a wire between two statements would make the block of statements wait for itself
        let order = sorted(&wires, &value_of);
        let mut behind: HashSet<Id> = HashSet::new();
        for &id in &order {
            let mut is_behind = false;
            if let Some(value) = value_of(wires[&id]) {
                value.reads(&mut |s, _| is_behind |= is_written(s, &wires) || behind.contains(&s));
            }
            if is_behind {
                behind.insert(id);
            }
        }
        let mut ahead: HashSet<Id> = HashSet::new();
        let wired: HashSet<usize> = wires.values().copied().collect();
        for (at, stmt) in stmts.iter().enumerate() {
            if let (Some(stmt), false) = (stmt, wired.contains(&at)) {
                stmt.reads(&mut |s, _| {
                    ahead.insert(s);
                });
            }
        }
        for &id in order.iter().rev() {
            if ahead.contains(&id)
                && let Some(value) = value_of(wires[&id])
            {
                value.reads(&mut |s, _| {
                    ahead.insert(s);
                });
            }
        }
        demoted.extend(wires.keys().filter(|id| behind.contains(id) && ahead.contains(id)));
        if demoted.is_empty() {
            break;
        }
        demoted.iter().for_each(|id| {
            wires.remove(id);
        });
    }
    for id in sorted(&wires, &value_of) {
        if let Some(Stmt { comments, kind: StmtKind::Assign(assign) }) = stmts[wires[&id]].take() {
            plan.wires.push(Wire { target: id, value: assign.value, comments });
        }
    }
}

/// The wires in the order of their statements, save that each comes after what it reads. Loops are found later.
fn sorted<'a>(wires: &HashMap<Id, usize>, value_of: &impl Fn(usize) -> Option<&'a Expr>) -> Vec<Id> {
    let mut starts: Vec<(usize, Id)> = wires.iter().map(|(id, at)| (*at, *id)).collect();
    starts.sort_unstable();
    let mut order = Vec::with_capacity(starts.len());
    let mut seen: HashSet<Id> = HashSet::new();
    for (_, start) in starts {
        let mut stack = vec![(start, false)];
        while let Some((id, done)) = stack.pop() {
            if done {
                order.push(id);
            } else if seen.insert(id) {
                stack.push((id, true));
                let mut reads = Vec::new();
                if let Some(value) = value_of(wires[&id]) {
                    value.reads(&mut |s, _| {
                        if wires.contains_key(&s) && !seen.contains(&s) {
                            reads.push((s, false));
                        }
                    });
                }
                stack.extend(reads.into_iter().rev());
            }
        }
    }
    order
}
