//! Every operator at every sign and many widths, alone and mixed: Rust-HDL's own `update()` in Rust against the
//! exported Verilog in Icarus Verilog and in Verilator.

// the expressions stand as an author might write them, so that the exporter meets them all
#![allow(
    clippy::precedence,
    clippy::nonminimal_bool,
    clippy::bool_comparison,
    clippy::neg_cmp_op_on_partial_ord
)]

use crate::bench::{Case, Driven, FromSource, Inputs, Source, case, compare, lint};
use rust_hdl_core::prelude::*;

/// A block with these ports, whose inputs any bits may drive as long as they are sensible.
macro_rules! block {
    ($name:ident [$($g:ident),*], in { $($i:ident : $it:ty),* $(,)? }, sensible $ok:expr,
     out { $($ot:ty: $($o:ident)*;)* }) => {
        #[derive(LogicBlock, Default)]
        pub struct $name<$(const $g: usize),*> {
            $(pub $i: Signal<In, $it>,)*
            $($(pub $o: Signal<Out, $ot>,)*)*
        }
        impl<$(const $g: usize),*> Driven for $name<$($g),*> {
            fn drive(&mut self, source: &mut Source) {
                $(self.$i.next = FromSource::from_source(source);)*
            }
            fn sensible(&self) -> bool {
                let ok: fn(&Self) -> bool = $ok;
                ok(self)
            }
        }
    };
}

block! { Unsigned [W], in { a: Bits<W>, b: Bits<W>, c: Bits<W>, s: Bit }, sensible |_| true, out {
    Bits<W>: add sub conjunction disjunction difference inverse plus_one one_minus one_or plus_bit precedence
        sum_and left_first right_first right_sum halved_sum halved_double doubled_half far_left far_right
        not_sum replaced replaced_in_sum same_width;
    Bit: equal unequal less at_most greater at_least all any odd one_less plus_bit_equal wrapped_equal
        wrapped_less borrowed_less borrowed_greater and_equal xor_unequal not_sum_equal not_equal not_of_equal
        not_of_unequal not_of_less any_of_sum all_of_difference odd_of_xor none not_all even any_and_all
        any_of_not logic logic_or_first bools bool_equal bool_is_true bool_is_false bool_is_not_true bool_less
        low_bit low_bit_of_sum less_as_signed sum_less_as_signed there_and_back;
    Signed<W>: as_signed sum_as_signed;
} }

impl<const W: usize> Logic for Unsigned<W> {
    #[hdl_gen]
    fn update(&mut self) {
        self.add.next = self.a.val() + self.b.val();
        self.sub.next = self.a.val() - self.b.val();
        self.conjunction.next = self.a.val() & self.b.val();
        self.disjunction.next = self.a.val() | self.b.val();
        self.difference.next = self.a.val() ^ self.b.val();
        self.inverse.next = !self.a.val();
        self.equal.next = self.a.val() == self.b.val();
        self.unequal.next = self.a.val() != self.b.val();
        self.less.next = self.a.val() < self.b.val();
        self.at_most.next = self.a.val() <= self.b.val();
        self.greater.next = self.a.val() > self.b.val();
        self.at_least.next = self.a.val() >= self.b.val();
        self.all.next = self.a.val().all();
        self.any.next = self.a.val().any();
        self.odd.next = self.a.val().xor();
        self.plus_one.next = self.a.val() + 1;
        self.one_minus.next = 1 - self.a.val();
        self.one_or.next = 1 | self.a.val();
        self.one_less.next = 1 < self.a.val();
        self.plus_bit.next = self.a.val() + self.s.val();
        self.plus_bit_equal.next = self.a.val() + self.s.val() == self.b.val();
        self.wrapped_equal.next = self.a.val() + 1 == self.b.val();
        self.wrapped_less.next = self.a.val() + self.b.val() < self.c.val();
        self.borrowed_less.next = self.a.val() - self.b.val() < self.c.val();
        self.borrowed_greater.next = self.a.val() - self.b.val() > self.c.val() - self.a.val();
        self.and_equal.next = self.a.val() & self.b.val() == self.c.val();
        self.xor_unequal.next = self.a.val() ^ self.b.val() != self.c.val() | self.a.val();
        self.precedence.next = self.a.val() | self.b.val() ^ self.c.val() & self.a.val();
        self.sum_and.next = self.a.val() + self.b.val() & self.c.val();
        self.left_first.next = self.a.val() - self.b.val() - self.c.val();
        self.right_first.next = self.a.val() - (self.b.val() - self.c.val());
        self.right_sum.next = self.a.val() - (self.b.val() + self.c.val());
        self.halved_sum.next = (self.a.val() + self.b.val()) >> 1;
        self.halved_double.next = (self.a.val() << 1) >> 1;
        self.doubled_half.next = (self.a.val() >> 1) << 1;
        self.far_left.next = self.a.val() << 7;
        self.far_right.next = self.a.val() >> 3;
        self.not_sum.next = !(self.a.val() + self.b.val());
        self.not_sum_equal.next = !(self.a.val() + self.b.val()) == self.c.val();
        self.not_equal.next = !self.a.val() == self.b.val();
        self.not_of_equal.next = !(self.a.val() == self.b.val());
        self.not_of_unequal.next = !(self.a.val() != self.b.val());
        self.not_of_less.next = !(self.a.val() < self.b.val());
        self.any_of_sum.next = (self.a.val() + self.b.val()).any();
        self.all_of_difference.next = (self.a.val() - self.b.val()).all();
        self.odd_of_xor.next = (self.a.val() ^ self.b.val()).xor();
        self.none.next = !self.a.val().any();
        self.not_all.next = !self.a.val().all();
        self.even.next = !self.a.val().xor();
        self.any_and_all.next = self.a.val().any() & self.b.val().all() ^ self.c.val().xor();
        self.any_of_not.next = (!self.a.val()).any() & !(!self.b.val()).all();
        self.logic.next =
            self.a.val() < self.b.val() && self.b.val() < self.c.val() || self.s.val();
        self.logic_or_first.next =
            self.s.val() && (self.a.val() < self.b.val() || self.b.val() < self.c.val());
        self.bools.next =
            (self.a.val() < self.b.val()) ^ (self.b.val() < self.c.val()) & !self.s.val();
        self.bool_equal.next = (self.a.val() < self.b.val()) == self.s.val();
        self.bool_is_true.next = (self.a.val() < self.b.val()) == true;
        self.bool_is_false.next = (self.a.val() < self.b.val()) == false;
        self.bool_is_not_true.next = self.s.val() != true;
        self.bool_less.next = self.s.val() < (self.a.val() == self.b.val());
        self.low_bit.next = self.a.val().get_bit(0);
        self.low_bit_of_sum.next = (self.a.val() + self.b.val()).get_bit(0);
        self.replaced.next = self.a.val().replace_bit(0, self.s.val());
        self.replaced_in_sum.next =
            (self.a.val() + self.b.val()).replace_bit(0, self.s.val() & self.c.val().any());
        self.same_width.next = bit_cast::<W, W>(self.a.val() + self.b.val());
        self.as_signed.next = signed_cast(self.a.val());
        self.sum_as_signed.next = signed_cast(self.a.val() + self.b.val());
        self.less_as_signed.next = signed_cast(self.a.val()) < signed_cast(self.b.val());
        self.sum_less_as_signed.next =
            signed_cast(self.a.val() + self.b.val()) < signed_cast(self.c.val());
        self.there_and_back.next = unsigned_cast(signed_cast(self.a.val())) < self.b.val();
    }
}

block! { SignedNumbers [W], in { a: Signed<W>, b: Signed<W>, c: Signed<W>, s: Bit }, sensible |_| true, out {
    Signed<W>: add sub negative minus_negative twice_negative right_first halved_back;
    Bit: equal unequal less at_most greater at_least sum_less difference_less negative_less minus_sum_less
        not_less bits_less negative_bits_less halved_back_less less_than_cast low_bit low_bit_of_sum
        less_than_minus_one zero_less;
    Bits<W>: as_bits sum_as_bits halved_bits;
} }

impl<const W: usize> Logic for SignedNumbers<W> {
    #[hdl_gen]
    fn update(&mut self) {
        self.add.next = self.a.val() + self.b.val();
        self.sub.next = self.a.val() - self.b.val();
        self.negative.next = -self.a.val();
        self.equal.next = self.a.val() == self.b.val();
        self.unequal.next = self.a.val() != self.b.val();
        self.less.next = self.a.val() < self.b.val();
        self.at_most.next = self.a.val() <= self.b.val();
        self.greater.next = self.a.val() > self.b.val();
        self.at_least.next = self.a.val() >= self.b.val();
        self.sum_less.next = self.a.val() + self.b.val() < self.c.val();
        self.difference_less.next = self.a.val() - self.b.val() < self.c.val() + self.a.val();
        self.negative_less.next = -self.a.val() < self.b.val();
        self.minus_sum_less.next = -(self.a.val() + self.b.val()) <= -self.c.val();
        self.minus_negative.next = self.a.val() - -self.b.val();
        self.twice_negative.next = -(-self.a.val());
        self.right_first.next = self.a.val() - (self.b.val() - self.c.val());
        self.not_less.next = !(self.a.val() < self.b.val()) & self.s.val();
        self.as_bits.next = unsigned_cast(self.a.val());
        self.sum_as_bits.next = unsigned_cast(self.a.val() + self.b.val());
        self.bits_less.next = unsigned_cast(self.a.val()) < unsigned_cast(self.b.val());
        self.negative_bits_less.next =
            unsigned_cast(-self.a.val()) < unsigned_cast(self.b.val() - self.c.val());
        self.halved_bits.next = unsigned_cast(self.a.val() + self.b.val()) >> 1;
        self.halved_back.next = signed_cast(unsigned_cast(self.a.val()) >> 1);
        self.halved_back_less.next = signed_cast(unsigned_cast(self.a.val()) >> 1) < self.b.val();
        self.less_than_cast.next = self.a.val() < signed_cast(!unsigned_cast(self.b.val()));
        self.low_bit.next = self.a.val().get_bit(0);
        self.low_bit_of_sum.next = (self.a.val() + self.b.val()).get_bit(0);
        self.less_than_minus_one.next = self.a.val() < (-1).into();
        self.zero_less.next = signed_cast(0.into()) < self.a.val();
    }
}

block! { Casts [M, W], in { a: Bits<W>, b: Bits<W>, m: Bits<M> }, sensible |_| true, out {
    Bits<M>: plain of_sum of_difference of_inverse of_or of_left of_right of_sum_right of_replaced added
        sum_added shifted slice slice_up slice_of_sum slice_of_not slice_of_left;
    Bit: sum_equal any all;
    Bits<W>: twice twice_sum slice_of_cast;
    Signed<M>: signed_slice;
} }

impl<const M: usize, const W: usize> Logic for Casts<M, W> {
    #[hdl_gen]
    fn update(&mut self) {
        self.plain.next = bit_cast::<M, W>(self.a.val());
        self.of_sum.next = bit_cast::<M, W>(self.a.val() + self.b.val());
        self.of_difference.next = bit_cast::<M, W>(self.a.val() - self.b.val());
        self.of_inverse.next = bit_cast::<M, W>(!self.a.val());
        self.of_or.next = bit_cast::<M, W>(self.a.val() | !self.b.val());
        self.of_left.next = bit_cast::<M, W>(self.a.val() << 1);
        self.of_right.next = bit_cast::<M, W>(self.a.val() >> 1);
        self.of_sum_right.next = bit_cast::<M, W>((self.a.val() + self.b.val()) >> 1);
        self.of_replaced.next = bit_cast::<M, W>(self.a.val().replace_bit(0, true));
        self.added.next = bit_cast::<M, W>(self.a.val()) + bit_cast::<M, W>(self.b.val());
        self.sum_added.next = bit_cast::<M, W>(self.a.val() + self.b.val()) + self.m.val();
        self.sum_equal.next = bit_cast::<M, W>(self.a.val() + self.b.val()) == self.m.val();
        self.twice.next = bit_cast::<W, M>(bit_cast::<M, W>(self.a.val()) + 1);
        self.twice_sum.next =
            bit_cast::<W, M>(bit_cast::<M, W>(self.a.val()) + bit_cast::<M, W>(self.b.val()));
        self.shifted.next = (bit_cast::<M, W>(self.a.val()) << 2) >> 1;
        self.any.next = bit_cast::<M, W>(self.a.val() - self.b.val()).any();
        self.all.next = bit_cast::<M, W>(!(self.a.val() ^ self.b.val())).all();
        self.slice.next = self.a.val().get_bits::<M>(0);
        self.slice_up.next = self.a.val().get_bits::<M>(1);
        self.slice_of_sum.next = (self.a.val() + self.b.val()).get_bits::<M>(1);
        self.slice_of_not.next = (!self.a.val()).get_bits::<M>(1);
        self.slice_of_left.next = (self.a.val() << 1).get_bits::<M>(1);
        self.slice_of_cast.next = bit_cast::<M, W>(self.a.val()).get_bits::<W>(1);
        self.signed_slice.next = signed_cast(self.a.val()).get_bits::<M>(0);
    }
}

/// Whether `signed_bit_cast` can take it: Rust-HDL's recursion has no end for the least number.
fn castable<const N: usize>(x: Signed<N>) -> bool {
    x != -x || x == Signed::from(0)
}

block! { SignedCasts [M, W], in { a: Signed<W>, b: Signed<W>, m: Signed<M> }, sensible |x| castable(x.a.next) && castable(x.b.next) && castable(x.a.next + x.b.next) && castable(x.a.next - x.b.next) && castable(signed_bit_cast::<M, W>(x.a.next)), out {
    Signed<M>: plain of_sum of_negative added both_added negated;
    Bit: compared difference_compared;
    Bits<M>: as_bits bits_sum;
} }

impl<const M: usize, const W: usize> Logic for SignedCasts<M, W> {
    #[hdl_gen]
    fn update(&mut self) {
        self.plain.next = signed_bit_cast::<M, W>(self.a.val());
        self.of_sum.next = signed_bit_cast::<M, W>(self.a.val() + self.b.val());
        self.of_negative.next = signed_bit_cast::<M, W>(-self.a.val());
        self.added.next = signed_bit_cast::<M, W>(self.a.val()) + self.m.val();
        self.both_added.next =
            signed_bit_cast::<M, W>(self.a.val()) + signed_bit_cast::<M, W>(self.b.val());
        self.negated.next = -signed_bit_cast::<M, W>(self.a.val());
        self.compared.next = signed_bit_cast::<M, W>(self.a.val()) < self.m.val();
        self.difference_compared.next =
            self.m.val() <= signed_bit_cast::<M, W>(self.a.val() - self.b.val());
        self.as_bits.next = unsigned_cast(signed_bit_cast::<M, W>(self.a.val()));
        self.bits_sum.next =
            unsigned_cast(signed_bit_cast::<M, W>(self.a.val())) + unsigned_cast(self.m.val());
    }
}

block! { Dynamic [W, S, K], in { a: Bits<W>, b: Bits<W>, n: Bits<S>, s: Bit }, sensible |x| x.n.next.index() < W, out {
    Bits<W>: left right sum_right sum_left amount_sum mask wide_slice replaced replaced_sum;
    Bit: bit bit_of_sum signed_bit slice_compared;
    Bits<K>: slice slice_of_sum;
    Signed<K>: signed_slice;
} }

impl<const W: usize, const S: usize, const K: usize> Logic for Dynamic<W, S, K> {
    #[hdl_gen]
    fn update(&mut self) {
        self.left.next = self.a.val() << self.n.val();
        self.right.next = self.a.val() >> self.n.val();
        self.sum_right.next = (self.a.val() + self.b.val()) >> self.n.val();
        self.sum_left.next = (self.a.val() + self.b.val()) << self.n.val();
        self.amount_sum.next = self.a.val() << (self.n.val() + 1);
        self.mask.next = bit_cast::<W, 64>(1_u64 << self.n.val());
        self.bit.next = self.a.val().get_bit(self.n.val().index());
        self.bit_of_sum.next = (self.a.val() + self.b.val()).get_bit(self.n.val().index());
        self.signed_bit.next = signed_cast(self.a.val()).get_bit(self.n.val().index());
        self.slice.next = self.a.val().get_bits::<K>(self.n.val().index());
        self.slice_of_sum.next = (self.a.val() + self.b.val()).get_bits::<K>(self.n.val().index());
        self.signed_slice.next = signed_cast(self.a.val()).get_bits::<K>(self.n.val().index());
        self.wide_slice.next = self.a.val().get_bits::<W>(self.n.val().index());
        self.replaced.next = self.a.val().replace_bit(self.n.val().index(), self.s.val());
        self.replaced_sum.next =
            (self.a.val() + self.b.val()).replace_bit(self.n.val().index(), !self.s.val());
        self.slice_compared.next =
            self.a.val().get_bits::<K>(self.n.val().index()) < self.b.val().get_bits::<K>(0);
    }
}

block! { Products [W], in { a: Bits<16>, b: Bits<16>, c: Signed<16>, d: Signed<16>, e: Bits<W> }, sensible |x| castable(x.c.next), out {
    Bits<32>: product product_of_sum;
    Bits<W>: low_product low_signed;
    Signed<32>: signed_product signed_product_of_sum;
    Bit: less;
} }

impl<const W: usize> Logic for Products<W> {
    #[hdl_gen]
    fn update(&mut self) {
        self.product.next = self.a.val() * self.b.val();
        self.product_of_sum.next = (self.a.val() + 1) * self.b.val();
        self.low_product.next = bit_cast::<W, 32>(self.a.val() * self.b.val()) + self.e.val();
        self.signed_product.next = self.c.val() * self.d.val();
        self.signed_product_of_sum.next = (self.c.val() - self.d.val()) * -self.d.val();
        self.less.next = self.c.val() * self.d.val() < self.d.val() * self.d.val();
        self.low_signed.next = bit_cast::<W, 32>(unsigned_cast(self.c.val() * self.d.val()));
    }
}

const SEED: u64 = 0x5eed_0001;

fn random(salt: u64) -> Inputs {
    Inputs::Random {
        seed: SEED ^ salt,
        rows: 120,
    }
}

#[test]
fn operators_agree_with_rust() {
    println!("seed {SEED:#x}");
    let mut cases: Vec<Case> = Vec::new();
    macro_rules! small {
        ($($w:literal),*) => { $(
            cases.push(case(concat!("unsigned_", $w), Unsigned::<$w>::default(), Inputs::All((3 * $w + 1).min(11))));
            cases.push(case(concat!("signed_", $w), SignedNumbers::<$w>::default(), Inputs::All((3 * $w + 1).min(11))));
        )* };
    }
    macro_rules! wide {
        ($($w:literal),*) => { $(
            cases.push(case(concat!("unsigned_", $w), Unsigned::<$w>::default(), random($w)));
            cases.push(case(concat!("signed_", $w), SignedNumbers::<$w>::default(), random($w)));
        )* };
    }
    macro_rules! casts {
        ($inputs:expr; $($m:literal $w:literal),*) => { $(
            cases.push(case(concat!("casts_", $m, "_", $w), Casts::<$m, $w>::default(), $inputs(2 * $w + $m)));
            cases.push(case(concat!("signed_casts_", $m, "_", $w), SignedCasts::<$m, $w>::default(), $inputs(2 * $w + $m)));
        )* };
    }
    macro_rules! dynamic {
        ($inputs:expr; $($w:literal $s:literal $k:literal),*) => { $(
            let name = concat!("dynamic_", $w, "_", $s, "_", $k);
            cases.push(case(name, Dynamic::<$w, $s, $k>::default(), $inputs(2 * $w + $s + 1)));
        )* };
    }
    small!(1, 2, 3, 4);
    wide!(8, 12, 17, 24, 33, 64, 128);
    casts!(Inputs::All; 1 1, 2 1, 1 2, 2 2, 3 2, 4 2, 1 3, 2 3, 4 3, 1 4, 2 4, 3 4, 4 4);
    casts!(|n| random(n as u64); 8 12, 12 8, 17 24, 24 17, 33 17, 17 33, 64 33, 24 64, 128 64, 33 128, 12 128);
    dynamic!(Inputs::All; 1 1 1, 2 1 1, 2 2 3, 3 2 1, 4 2 1, 4 2 3, 4 3 2);
    dynamic!(|n| random(n as u64); 8 3 4, 12 4 5, 17 2 8, 17 5 3, 24 5 8, 33 6 16, 64 5 32, 64 6 40, 128 7 33);
    cases.push(case("products_12", Products::<12>::default(), random(12)));
    cases.push(case("products_40", Products::<40>::default(), random(40)));
    compare(&cases);
}

#[test]
fn operators_are_clean() {
    for width in [
        case("u", Unsigned::<8>::default(), random(0)),
        case("s", SignedNumbers::<17>::default(), random(0)),
    ] {
        lint(width.files());
    }
    lint(case("narrow", Casts::<4, 9>::default(), random(0)).files());
    lint(case("wide", Casts::<40, 9>::default(), random(0)).files());
    lint(case("narrow", SignedCasts::<4, 9>::default(), random(0)).files());
    lint(case("wide", SignedCasts::<40, 9>::default(), random(0)).files());
    lint(case("dynamic", Dynamic::<12, 3, 5>::default(), random(0)).files());
    lint(case("wide_index", Dynamic::<12, 6, 12>::default(), random(0)).files());
    lint(case("products", Products::<12>::default(), random(0)).files());
}
