// The generic half of a simulation: everything that does not depend on the
// design. `shim.cpp` derives one class from `Sim` for each verilated design;
// `driver.cpp` and `transact.cpp`, compiled once, step it and offer it to Rust in
// plain C.
// SPDX-License-Identifier: MIT OR Apache-2.0
#ifndef VSIM_DRIVER_H
#define VSIM_DRIVER_H

#include "verilated.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace vsim {

// What a variable is; mirrored in src/ffi.rs.
enum Flag : uint32_t { INPUT = 1, OUTPUT = 2, INTERNAL = 4, WRITABLE = 8 };

// One port or exposed variable: `depth` elements of `width` bits, each stored
// in `bytes` bytes, least significant byte first.
struct Var {
    std::string name;
    uint8_t* data;
    uint32_t width;
    uint32_t depth;
    uint32_t bytes;
    uint32_t flags;
};

// How frames are told apart in a stream of bytes: mirrored in src/ffi.rs.
struct FrameRule {
    uint32_t start;      // a frame's first byte
    uint32_t length_at;  // offset of its length byte
    uint32_t overhead;   // bytes of a frame beside its payload
};

// Counts complete frames in a stream of bytes.
struct Framer {
    FrameRule rule;
    uint64_t at = 0;      // bytes of the current frame
    uint64_t length = 0;  // its payload
    uint64_t complete = 0;

    // False if the byte stands between frames and is to be dropped.
    bool take(uint8_t byte) {
        if (at == 0 && byte != rule.start) return false;
        if (at == rule.length_at) length = byte;
        ++at;
        if (at > rule.length_at && at >= rule.overhead + length) {
            ++complete;
            at = length = 0;
        }
        return true;
    }
};

// The two ends of a serial line, which keep their place between calls.
struct Line {
    uint32_t sending = 0;     // bits still to send, least significant first
    uint32_t bits = 0;        // how many; 0 is an idle line
    uint64_t send_timer = 0;  // cycles left of the bit that is sent
    uint32_t step = 0;        // 0 idle, 1 start bit, 2 to 9 data, 10 stop bit, 11 waits for an idle line
    uint32_t byte = 0;        // what was received of it
    uint64_t take_timer = 0;  // cycles to the next sample
};

class Sim {
public:
    Sim();
    virtual ~Sim() = default;

    virtual void eval_model() = 0;
    virtual void final_model() = 0;
    virtual const char* clock_name() const = 0;
    virtual bool can_trace() const = 0;
    // False when the file can't be written.
    virtual bool trace_open(const char* path) = 0;
    virtual void trace_dump() = 0;
    virtual void trace_close() = 0;
    // Throws if the file can't be written; false without counters of coverage.
    virtual bool coverage_write(const char* path) = 0;

    void add_port(const char* name, void* data, size_t bytes, int msb, int lsb, uint32_t flags);
    // Lists the variables that the generated configuration made public.
    void add_scopes();

    VerilatedContext context;  // must outlive the model, so it is in the base
    std::vector<Var> vars;
    std::vector<uint8_t> received;  // bytes of the last transaction
    Line line;
    std::string stopped;            // why the design stopped; empty while it runs
    uint64_t cycles = 0;            // rising edges so far
    uint8_t* clock = nullptr;       // null for a design without a clock
    bool dirty = true;              // something was poked since the last evaluation
    bool tracing = false;
};

// The number of the first error since the last call of which a write of a waveform failed, or 0.
int take_fault();

// Mirrored in src/ffi.rs.
enum Status : int32_t { OK = 0, TIME_OUT = 1, STOPPED = 2, BAD_ARGUMENT = 3, NO_TRACE = 4 };

// Time units from one clock edge to the next; one cycle is two of them.
constexpr uint64_t HALF_CYCLE = 5;

// Thrown in place of abort() when the design stops.
struct Stop final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline void evaluate(Sim& sim) {
    sim.eval_model();
    sim.dirty = false;
    if (VL_UNLIKELY(sim.context.gotFinish())) throw Stop{"the design called $finish"};
}

inline void settle(Sim& sim) {
    if (sim.dirty) evaluate(sim);
}

inline void edge(Sim& sim, uint8_t level) {
    *sim.clock = level;
    sim.context.timeInc(HALF_CYCLE);
    evaluate(sim);
    if (VL_UNLIKELY(sim.tracing)) sim.trace_dump();
}

inline void rise(Sim& sim) {
    edge(sim, 1);
    ++sim.cycles;
}

inline void fall(Sim& sim) { edge(sim, 0); }

// Runs `body` with the simulation's context current on this thread, and turns
// what it throws into the reason why the simulation stopped.
template <class Body>
int32_t guarded(Sim& sim, Body body) {
    if (!sim.stopped.empty()) return STOPPED;
    Verilated::threadContextp(&sim.context);
    try {
        return body(sim);
    } catch (const std::exception& error) {
        sim.stopped = error.what();
    } catch (...) {
    }
    if (sim.stopped.empty()) sim.stopped = "unknown C++ exception";
    return STOPPED;
}

}  // namespace vsim

#define VSIM_EXPORT extern "C" __attribute__((visibility("default")))

// Defined by shim.cpp: a new model of the design, not yet evaluated.
vsim::Sim* vsim_new_model();

#endif
