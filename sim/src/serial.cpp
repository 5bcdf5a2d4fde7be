// Moves bytes over a serial line of eight data bits, no parity and one stop bit,
// pin by pin and cycle by cycle, as the adapter of a host would.
// SPDX-License-Identifier: MIT OR Apache-2.0
#include "driver.h"

using namespace vsim;

// Mirrored in src/ffi.rs. Both pins are 1 bit wide.
struct VsimSerial {
    uint32_t rx;             // the design's input
    uint32_t tx;             // the design's output
    uint64_t divisor;        // cycles of a bit
    const uint8_t* input;
    uint64_t input_length;
    uint64_t count;          // bytes to receive, or frames if `frames` is set
    uint32_t frames;         // 0 or 1
    FrameRule rule;
    uint64_t max_cycles;
    uint64_t used;           // result: cycles
    uint64_t fed;            // result: bytes whose start bit was put on the line
    uint64_t skipped;        // result: bytes dropped in front of a frame
    uint64_t broken;         // result: bytes without their stop bit, dropped
};

namespace {

// The level of the next cycle; a byte that is through is followed by the next at once.
uint8_t send(Line& line, VsimSerial& t) {
    if (line.bits == 0) {
        if (t.fed == t.input_length) return 1;
        line.sending = uint32_t{t.input[t.fed++]} << 1 | 0x200;
        line.bits = 10;
        line.send_timer = t.divisor;
    }
    const uint8_t level = line.sending & 1;
    if (--line.send_timer == 0) {
        line.send_timer = t.divisor;
        line.sending >>= 1;
        --line.bits;
    }
    return level;
}

// True if the level of this cycle completes a byte.
bool take(Line& line, uint8_t level, VsimSerial& t) {
    if (line.step == 0) {
        if (level) return false;
        line.step = 1;
        line.byte = 0;
        line.take_timer = t.divisor / 2;
    }
    if (line.step == 11) {
        if (level) line.step = 0;
        return false;
    }
    if (line.take_timer > 0) {
        --line.take_timer;
        return false;
    }
    line.take_timer = t.divisor - 1;
    const uint32_t step = line.step++;
    if (step == 1) {
        // shorter than half a bit: a disturbance
        if (level) line.step = 0;
        return false;
    }
    if (step < 10) {
        line.byte |= uint32_t{level} << (step - 2);
        return false;
    }
    if (level) {
        line.step = 0;
        return true;
    }
    ++t.broken;
    return false;
}

int32_t serial(Sim& s, VsimSerial& t) {
    uint8_t& rx = *s.vars[t.rx].data;
    const uint8_t& tx = *s.vars[t.tx].data;
    Framer framer{t.rule};
    const auto done = [&] {
        const uint64_t have = t.frames ? framer.complete : s.received.size();
        return t.fed == t.input_length && s.line.bits == 0 && have >= t.count;
    };
    if (done()) return OK;
    if (t.max_cycles == 0) return TIME_OUT;
    rx = send(s.line, t);
    evaluate(s);
    for (;;) {
        rise(s);
        ++t.used;
        if (take(s.line, tx, t)) {
            const auto byte = static_cast<uint8_t>(s.line.byte);
            if (!t.frames || framer.take(byte)) {
                s.received.push_back(byte);
            } else {
                ++t.skipped;
            }
        }
        const bool complete = done();
        const bool last = complete || t.used == t.max_cycles;
        // the next level arrives with the falling edge; between calls the line keeps its own
        if (!last) rx = send(s.line, t);
        fall(s);
        if (last) return complete ? OK : TIME_OUT;
    }
}

}  // namespace

VSIM_EXPORT int32_t vsim_serial(Sim* sim, VsimSerial* t) {
    t->used = t->fed = t->skipped = t->broken = 0;
    sim->received.clear();
    const auto is_bit = [sim](uint32_t port) {
        return port < sim->vars.size() && sim->vars[port].width == 1;
    };
    if (!is_bit(t->rx) || !is_bit(t->tx) || t->divisor == 0 || !sim->clock) return BAD_ARGUMENT;
    return guarded(*sim, [t](Sim& s) { return serial(s, *t); });
}
