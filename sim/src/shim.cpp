// Joins one verilated design to the generic driver. Compiled once per design;
// the build defines VSIM_PREFIX (the model's class), VSIM_HEADER (its header)
// and VSIM_CLOCK (the clock port's name, a string), and writes "ports.inc",
// one VSIM_PORT line for each port of the top module.
// SPDX-License-Identifier: MIT OR Apache-2.0
#include VSIM_HEADER
#include "driver.h"

#if VM_TRACE_FST
#include "verilated_fst_c.h"
#endif

#if VM_COVERAGE
#include "verilated_cov.h"
#endif

#include <memory>

namespace {

class Design final : public vsim::Sim {
public:
    Design()
        : model{new VSIM_PREFIX{&context, "TOP"}} {
#define VSIM_PORT(name, member, msb, lsb, flags) \
    add_port(name, &model->member, sizeof(model->member), msb, lsb, flags);
#include "ports.inc"
#undef VSIM_PORT
        add_scopes();
    }

    void eval_model() override { model->eval(); }
    void final_model() override { model->final(); }
    const char* clock_name() const override { return VSIM_CLOCK; }

#if VM_TRACE_FST
    bool can_trace() const override { return true; }
    bool trace_open(const char* path) override {
        fst.reset(new VerilatedFstC);
        model->trace(fst.get(), 99);
        fst->open(path);
        if (fst->isOpen()) return true;
        fst.reset();
        return false;
    }
    void trace_dump() override { fst->dump(context.time()); }
    void trace_close() override {
        fst->close();
        fst.reset();
    }
#else
    bool can_trace() const override { return false; }
    bool trace_open(const char*) override { return false; }
    void trace_dump() override {}
    void trace_close() override {}
#endif

#if VM_COVERAGE
    bool coverage_write(const char* path) override {
        context.coveragep()->write(path);
        return true;
    }
#else
    bool coverage_write(const char*) override { return false; }
#endif

private:
    std::unique_ptr<VSIM_PREFIX> model;
#if VM_TRACE_FST
    std::unique_ptr<VerilatedFstC> fst;
#endif
};

}  // namespace

vsim::Sim* vsim_new_model() { return new Design; }
