// Moves bytes through a host port: two byte streams with valid/ready handshakes.
// A byte moves on a rising edge when its valid and ready are both 1.
// SPDX-License-Identifier: MIT OR Apache-2.0
#include "driver.h"

using namespace vsim;

// A transaction on a host port. Ports are indices; the data ports are 8 bits wide,
// the others 1 bit.
struct VsimTransaction {
    uint32_t in_data, in_valid, in_ready;     // towards the design
    uint32_t out_data, out_valid, out_ready;  // from the design
    const uint8_t* input;
    uint64_t input_length;
    uint64_t count;          // bytes to receive, or frames if `frames` is set
    uint32_t frames;         // 0 or 1
    FrameRule rule;
    uint32_t stall_in;       // chance in 65536 to hold back a byte for a cycle
    uint32_t stall_out;      // chance in 65536 to refuse bytes for a cycle
    uint64_t seed;
    uint64_t max_cycles;
    uint64_t used;           // result: cycles
    uint64_t fed;            // result: input bytes taken
    uint64_t skipped;        // result: bytes dropped in front of a frame
};

namespace {

// splitmix64: decides the stalls of a transaction.
struct Dice {
    uint64_t state;
    bool roll(uint32_t per_65536) {
        state += 0x9e3779b97f4a7c15ULL;
        uint64_t z = state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return ((z ^ (z >> 31)) & 0xffff) < per_65536;
    }
};

int32_t transact(Sim& s, VsimTransaction& t) {
    const auto wire = [&](uint32_t index) -> uint8_t& { return *s.vars[index].data; };
    uint8_t& in_data = wire(t.in_data);
    uint8_t& in_valid = wire(t.in_valid);
    uint8_t& out_ready = wire(t.out_ready);
    const uint8_t& in_ready = wire(t.in_ready);
    const uint8_t& out_data = wire(t.out_data);
    const uint8_t& out_valid = wire(t.out_valid);
    Dice dice{t.seed};
    Framer framer{t.rule};

    const auto done = [&] {
        const uint64_t have = t.frames ? framer.complete : s.received.size();
        return t.fed == t.input_length && have >= t.count;
    };
    // A byte once offered stays until it is taken; ready may change freely.
    const auto drive = [&](bool active) {
        if (!active) {
            in_valid = out_ready = 0;
            return;
        }
        if (!in_valid && t.fed < t.input_length && !dice.roll(t.stall_in)) {
            in_valid = 1;
            in_data = t.input[t.fed];
        }
        out_ready = !dice.roll(t.stall_out);
    };

    in_valid = out_ready = 0;
    evaluate(s);
    int32_t status = done() ? OK : TIME_OUT;
    if (status != OK && t.max_cycles > 0) {
        drive(true);
        evaluate(s);
    }
    while (status != OK && t.used < t.max_cycles) {
        const bool taken = in_valid && in_ready;
        const bool given = out_valid && out_ready;
        const uint8_t byte = out_data;
        rise(s);
        ++t.used;
        if (taken) {
            ++t.fed;
            in_valid = 0;
        }
        if (given) {
            if (!t.frames || framer.take(byte)) {
                s.received.push_back(byte);
            } else {
                ++t.skipped;
            }
        }
        if (done()) status = OK;
        drive(status != OK && t.used < t.max_cycles);
        fall(s);
    }
    return status;
}

}  // namespace

VSIM_EXPORT int32_t vsim_transact(Sim* sim, VsimTransaction* t) {
    t->used = t->fed = t->skipped = 0;
    sim->received.clear();
    const auto fits = [sim](uint32_t port, uint32_t width) {
        return port < sim->vars.size() && sim->vars[port].width == width;
    };
    if (!fits(t->in_data, 8) || !fits(t->in_valid, 1) || !fits(t->in_ready, 1)
        || !fits(t->out_data, 8) || !fits(t->out_valid, 1) || !fits(t->out_ready, 1)) {
        return BAD_ARGUMENT;
    }
    if (!sim->clock) return BAD_ARGUMENT;
    return guarded(*sim, [t](Sim& s) { return transact(s, *t); });
}

// The bytes of the last transaction, valid until the next one.
VSIM_EXPORT const uint8_t* vsim_received(const Sim* sim, uint64_t* length) {
    *length = sim->received.size();
    return sim->received.data();
}
