package dev.bnn.model;

import java.util.Optional;

/** The set of numbers that an edge of the network can carry. */
public sealed interface ValueSet {
    /** -1 and +1; one bit, where bit 1 stands for +1. */
    record Bipolar() implements ValueSet {
        @Override
        public String toString() {
            return "{-1, +1}";
        }
    }

    /** The integers lo, lo + step, ..., hi. */
    record Integers(long lo, long hi, long step) implements ValueSet {
        @Override
        public String toString() {
            return "[" + lo + ", " + hi + "]" + (step == 1 ? "" : " by " + step);
        }
    }

    /** scale * p + offset for a byte p in 0..255. */
    record ScaledBytes(double scale, double offset) implements ValueSet {
        @Override
        public String toString() {
            return "uint8 as [" + number(offset) + ", " + number(255 * scale + offset) + "]";
        }

        private static String number(double x) {
            double rounded = Math.rint(x * 1e9) / 1e9;
            return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        }
    }

    /** The values as integers, bits as -1 and +1; empty where they are not. */
    default Optional<Integers> integers() {
        return this instanceof Bipolar
                ? Optional.of(new Integers(-1, 1, 2))
                : this instanceof Integers i ? Optional.of(i) : Optional.empty();
    }

    /** Bits that tell one value from the others: those of the codes 0, 1, 2, ... of its values. */
    default int bits() {
        if (this instanceof Integers i) {
            return Long.SIZE - Long.numberOfLeadingZeros((i.hi() - i.lo()) / i.step());
        }
        if (this instanceof Bipolar) {
            return 1;
        }
        if (this instanceof ScaledBytes) {
            return Byte.SIZE;
        }
        throw new IllegalStateException("real values have no bits");
    }

    /** Real numbers: values that exist only in the float model. */
    record Reals() implements ValueSet {
        @Override
        public String toString() {
            return "real";
        }
    }

    ValueSet BIPOLAR = new Bipolar();
    ValueSet REALS = new Reals();
}
