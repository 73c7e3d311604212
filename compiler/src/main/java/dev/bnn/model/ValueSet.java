// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.math.BigDecimal;
import java.util.Optional;

/** The set of numbers that an edge of the network can carry. */
public sealed interface ValueSet {
    /** The values as integers, bits as -1 and +1; empty if they are not. */
    default Optional<Integers> integers() {
        return Optional.empty();
    }

    /**
     * Bits that tell the values apart: those of the codes 0, 1, 2, ... of the values.
     *
     * @throws IllegalStateException for {@link Reals}, which no number of bits tells apart
     */
    int bits();

    /** -1 and +1; one bit, where bit 1 stands for +1. */
    record Bipolar() implements ValueSet {
        @Override
        public Optional<Integers> integers() {
            return Optional.of(new Integers(-1, 1, 2));
        }

        @Override
        public int bits() {
            return 1;
        }

        @Override
        public String toString() {
            return "{-1, +1}";
        }
    }

    /** The integers lo, lo + step, ..., hi. */
    record Integers(long lo, long hi, long step) implements ValueSet {
        @Override
        public Optional<Integers> integers() {
            return Optional.of(this);
        }

        @Override
        public int bits() {
            return Long.SIZE - Long.numberOfLeadingZeros((hi - lo) / step);
        }

        @Override
        public String toString() {
            return "[" + lo + ", " + hi + "]" + (step == 1 ? "" : " by " + step);
        }
    }

    /** low + (high - low) * p / 255 for a byte p in 0..255, where both ends are the decimals that the model's text says. */
    record ScaledBytes(BigDecimal low, BigDecimal high) implements ValueSet {
        /** The largest byte. */
        public static final int MOST = 255;

        /** Bytes that stand for themselves. */
        public static final ScaledBytes PLAIN = range("0", "255");

        /** From one decimal to another. */
        public static ScaledBytes range(String low, String high) {
            return new ScaledBytes(new BigDecimal(low), new BigDecimal(high));
        }

        public ScaledBytes {
            low = low.stripTrailingZeros();
            high = high.stripTrailingZeros();
            if (low.compareTo(high) == 0) {
                throw new IllegalArgumentException("every byte stands for " + low);
            }
        }

        @Override
        public int bits() {
            return Byte.SIZE;
        }

        /** The number that a byte stands for, as a line over bytes. */
        public ExactLine line() {
            return ExactLine.of(high.subtract(low), low.multiply(BigDecimal.valueOf(MOST)), MOST);
        }

        /** True if a larger byte stands for a smaller number. */
        public boolean falls() {
            return high.compareTo(low) < 0;
        }

        @Override
        public String toString() {
            return "uint8 as [" + low.toPlainString() + ", " + high.toPlainString() + "]";
        }
    }

    /** Real numbers: values that exist only in the float model. */
    record Reals() implements ValueSet {
        @Override
        public int bits() {
            throw new IllegalStateException("real values have no bits");
        }

        @Override
        public String toString() {
            return "real";
        }
    }

    ValueSet BIPOLAR = new Bipolar();
    ValueSet REALS = new Reals();
}
