// Steps a model and serves Rust in plain C (see driver.h). Compiled once per
// Verilator and compiler version, and linked into every design's library.
//
// Every entry point catches what the design throws: `$stop`, `$fatal` and
// Verilator's own fatal errors end in `Stop` instead of abort().
// SPDX-License-Identifier: MIT OR Apache-2.0
#include "driver.h"

#include "verilated_syms.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "values are copied as little-endian bytes");

using namespace vsim;

namespace {

std::string place(const char* file, int line, const char* message) {
    if (!file || !file[0]) return message;
    return std::string{file} + ":" + std::to_string(line) + ": " + message;
}

uint32_t words_of(const Var& var) { return (var.width + 63) / 64; }

// `to` holds words_of(var) words.
void load(const Var& var, uint32_t element, uint64_t* to) {
    const uint32_t words = words_of(var);
    to[words - 1] = 0;
    std::memcpy(to, var.data + size_t{element} * var.bytes, std::min(var.bytes, words * 8));
}

// Drops bits above the width: the model relies on them to be zero, also when it
// addresses memories.
void store(const Var& var, uint32_t element, const uint64_t* from) {
    const uint32_t words = words_of(var);
    const uint64_t top = from[words - 1] & (~uint64_t{0} >> ((64 - var.width % 64) % 64));
    uint8_t* const to = var.data + size_t{element} * var.bytes;
    const uint32_t below = (words - 1) * 8;
    std::memcpy(to, from, below);
    std::memcpy(to + below, &top, std::min(var.bytes - below, 8u));
}

}  // namespace

// What Verilator's runtime calls in place of its own versions (see src/flags.rs).
void vl_fatal(const char* file, int line, const char*, const char* message) {
    throw Stop{place(file, line, message)};
}
void vl_stop(const char* file, int line, const char*) { throw Stop{place(file, line, "$stop")}; }
void vl_finish(const char*, int, const char*) { Verilated::threadContextp()->gotFinish(true); }
void vl_warn(const char* file, int line, const char*, const char* message) {
    std::fprintf(stderr, "%%Warning: %s\n", place(file, line, message).c_str());
}

vsim::Sim::Sim() {
    static const char* arguments[] = {"vsim"};
    context.commandArgs(1, arguments);
    context.randReset(0);
    context.randSeed(1);
    context.traceEverOn(true);
}

void vsim::Sim::add_port(const char* name, void* data, size_t bytes, int msb, int lsb,
                         uint32_t flags) {
    const auto width = static_cast<uint32_t>((msb > lsb ? msb - lsb : lsb - msb) + 1);
    auto* const bytes_of = static_cast<uint8_t*>(data);
    const bool is_clock = (flags & INPUT) && width == 1 && std::strcmp(name, clock_name()) == 0;
    if (is_clock) {
        clock = bytes_of;
    } else if (flags & INPUT) {
        flags |= WRITABLE;
    }
    vars.push_back({name, bytes_of, width, 1, static_cast<uint32_t>(bytes), flags});
}

void vsim::Sim::add_scopes() {
    const VerilatedScopeNameMap* const scopes = context.scopeNameMap();
    if (!scopes) return;
    for (const auto& entry : *scopes) {
        const VerilatedScope* const scope = entry.second;
        if (!scope->varsp()) continue;
        std::string path = scope->name();
        if (path.compare(0, 4, "TOP.") == 0) path.erase(0, 4);
        for (const auto& item : *scope->varsp()) {
            const VerilatedVar& var = item.second;
            const size_t bytes = var.entSize();
            // Parameters, reals and strings have no width of their own here.
            if (var.isParam() || bytes == 0 || var.vltype() == VLVT_PTR) continue;
            const uint32_t flags = INTERNAL | (var.isPublicRW() ? uint32_t{WRITABLE} : 0);
            const auto width = static_cast<uint32_t>(var.elements(0));
            vars.push_back({path + "." + var.name(), static_cast<uint8_t*>(var.datap()), width,
                            static_cast<uint32_t>(var.totalSize() / bytes),
                            static_cast<uint32_t>(bytes), flags});
        }
    }
}

// ---- The C interface; mirrored in src/ffi.rs ----

struct VsimVar {
    const char* name;  // valid as long as the simulation
    uint32_t width;    // bits of one element
    uint32_t depth;    // elements; 1 unless it is an array
    uint32_t flags;
};

VSIM_EXPORT void vsim_destroy(Sim* sim) {
    // The destructors of Verilator's scopes look at the thread's context.
    Verilated::threadContextp(&sim->context);
    guarded(*sim, [](Sim& s) {
        if (s.tracing) s.trace_close();
        s.final_model();
        return OK;
    });
    delete sim;
}

// Null if the model can't be made; `why` (of `size` bytes) then says why.
VSIM_EXPORT Sim* vsim_create(char* why, size_t size) {
    const char* reason = "unknown C++ exception";
    std::string kept;
    Sim* sim = nullptr;
    try {
        sim = vsim_new_model();
        if (sim->clock) *sim->clock = 0;
        const int32_t status = guarded(*sim, [](Sim& s) {
            evaluate(s);
            return OK;
        });
        if (status == OK) return sim;
        kept = sim->stopped;
        reason = kept.c_str();
        vsim_destroy(sim);
    } catch (const std::exception& error) {
        kept = error.what();
        reason = kept.c_str();
    } catch (...) {
    }
    std::snprintf(why, size, "%s", reason);
    return nullptr;
}

VSIM_EXPORT const char* vsim_stopped(const Sim* sim) { return sim->stopped.c_str(); }
VSIM_EXPORT uint64_t vsim_cycles(const Sim* sim) { return sim->cycles; }
VSIM_EXPORT int32_t vsim_has_clock(const Sim* sim) { return sim->clock != nullptr; }
VSIM_EXPORT int32_t vsim_can_trace(const Sim* sim) { return sim->can_trace(); }
VSIM_EXPORT uint32_t vsim_var_count(const Sim* sim) { return static_cast<uint32_t>(sim->vars.size()); }

VSIM_EXPORT int32_t vsim_var(const Sim* sim, uint32_t index, VsimVar* out) {
    if (index >= sim->vars.size()) return BAD_ARGUMENT;
    const Var& var = sim->vars[index];
    *out = {var.name.c_str(), var.width, var.depth, var.flags};
    return OK;
}

// Copies `count` elements from `first` on, words_of(var) words each.
VSIM_EXPORT int32_t vsim_read(const Sim* sim, uint32_t index, uint32_t first, uint32_t count,
                              uint64_t* to, size_t words) {
    if (index >= sim->vars.size()) return BAD_ARGUMENT;
    const Var& var = sim->vars[index];
    if (uint64_t{first} + count > var.depth || uint64_t{count} * words_of(var) != words) {
        return BAD_ARGUMENT;
    }
    for (uint32_t i = 0; i < count; ++i) load(var, first + i, to + size_t{i} * words_of(var));
    return OK;
}

VSIM_EXPORT int32_t vsim_write(Sim* sim, uint32_t index, uint32_t first, uint32_t count,
                               const uint64_t* from, size_t words) {
    if (index >= sim->vars.size()) return BAD_ARGUMENT;
    const Var& var = sim->vars[index];
    if (uint64_t{first} + count > var.depth || uint64_t{count} * words_of(var) != words) {
        return BAD_ARGUMENT;
    }
    for (uint32_t i = 0; i < count; ++i) store(var, first + i, from + size_t{i} * words_of(var));
    sim->dirty = true;
    return OK;
}

VSIM_EXPORT int32_t vsim_eval(Sim* sim) {
    return guarded(*sim, [](Sim& s) {
        evaluate(s);
        return OK;
    });
}

VSIM_EXPORT int32_t vsim_step(Sim* sim, uint64_t cycles) {
    if (!sim->clock) return BAD_ARGUMENT;
    return guarded(*sim, [=](Sim& s) {
        settle(s);
        for (uint64_t i = 0; i < cycles; ++i) {
            rise(s);
            fall(s);
        }
        return OK;
    });
}

VSIM_EXPORT int32_t vsim_step_until(Sim* sim, uint32_t index, uint64_t mask, uint64_t value,
                                    uint64_t max_cycles, uint64_t* used) {
    *used = 0;
    if (!sim->clock || index >= sim->vars.size() || words_of(sim->vars[index]) != 1) {
        return BAD_ARGUMENT;
    }
    return guarded(*sim, [=](Sim& s) -> int32_t {
        const Var& var = s.vars[index];
        settle(s);
        for (;; ++*used) {
            uint64_t now;
            load(var, 0, &now);
            if ((now & mask) == value) return OK;
            if (*used == max_cycles) return TIME_OUT;
            rise(s);
            fall(s);
        }
    });
}

// Looks up `count` variables; false unless `length` is `rows` times their words.
static bool columns(const Sim& sim, const uint32_t* indices, size_t count, size_t rows,
                    size_t length, std::vector<const Var*>& found) {
    size_t words = 0;
    for (size_t i = 0; i < count; ++i) {
        if (indices[i] >= sim.vars.size()) return false;
        found.push_back(&sim.vars[indices[i]]);
        words += words_of(*found.back());
    }
    return words == 0 ? length == 0 : length % words == 0 && length / words == rows;
}

// One row: set the inputs, let them settle, sample the outputs, clock once.
// A row of `inputs` or `outputs` is the variables' words, one after another.
VSIM_EXPORT int32_t vsim_vectors(Sim* sim, const uint32_t* in, size_t in_count,
                                 const uint32_t* out, size_t out_count, const uint64_t* inputs,
                                 size_t inputs_length, uint64_t* outputs, size_t outputs_length,
                                 size_t rows) {
    std::vector<const Var*> ins;
    std::vector<const Var*> outs;
    if (!columns(*sim, in, in_count, rows, inputs_length, ins)
        || !columns(*sim, out, out_count, rows, outputs_length, outs)) {
        return BAD_ARGUMENT;
    }
    return guarded(*sim, [&](Sim& s) {
        const uint64_t* from = inputs;
        uint64_t* to = outputs;
        settle(s);
        for (size_t row = 0; row < rows; ++row) {
            for (const Var* var : ins) {
                store(*var, 0, from);
                from += words_of(*var);
            }
            // From the second row on the new inputs arrive with the falling edge.
            if (row > 0 && s.clock) {
                fall(s);
            } else {
                evaluate(s);
            }
            for (const Var* var : outs) {
                load(*var, 0, to);
                to += words_of(*var);
            }
            if (s.clock) rise(s);
        }
        if (s.clock && rows > 0) fall(s);
        return OK;
    });
}

VSIM_EXPORT int32_t vsim_trace_open(Sim* sim, const char* path) {
    return guarded(*sim, [path](Sim& s) -> int32_t {
        if (s.tracing) s.trace_close();
        s.tracing = false;
        if (!s.can_trace() || !s.trace_open(path)) return NO_TRACE;
        s.tracing = true;
        settle(s);
        s.trace_dump();
        return OK;
    });
}

// Works even after the design stopped, so that its last cycles can be seen.
// The result is 0, or the number of the error of which a write failed.
VSIM_EXPORT int32_t vsim_trace_close(Sim* sim) {
    if (!sim->tracing) return 0;
    sim->tracing = false;
    Verilated::threadContextp(&sim->context);
    sim->trace_close();
    return vsim::take_fault();
}

VSIM_EXPORT int32_t vsim_coverage(Sim* sim, const char* path) {
    return guarded(*sim, [path](Sim& s) -> int32_t { return s.coverage_write(path) ? OK : NO_TRACE; });
}
