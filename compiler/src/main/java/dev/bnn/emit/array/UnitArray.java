// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.array;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * An array of trained values that a unit reads: weights, thresholds and the like. Row r of a matrix belongs to processing element r mod PE,
 * row fold r / PE.
 *
 * @param comment one sentence that says what an element is and how it is indexed
 * @param extent its dimensions
 * @param parallel the dimensions, from 1 on, whose elements are used in the same cycle
 * @param values element by index, the last dimension fastest
 */
public record UnitArray(
        String name,
        String comment,
        Type type,
        List<Integer> extent,
        List<Integer> parallel,
        IntToLongFunction values) {
    /** What an element is. */
    public enum Kind {
        /** A number in two's complement. */
        SIGNED,
        /** An unsigned number. */
        UNSIGNED,
        /** A part of a wide word, of at most {@value UnitArray#LIMB} bits; the lowest part comes first. */
        LIMB
    }

    /** Bits of a limb. */
    public static final int LIMB = 64;

    /**
     * The type of an element.
     *
     * @param bits bits of an element, at most {@value #LIMB}
     * @param word bits of the whole word, if the elements are its limbs; else as {@code bits}
     */
    public record Type(Kind kind, int bits, int word) {
        static Type signed(int bits) {
            return new Type(Kind.SIGNED, bits, bits);
        }

        static Type unsigned(int bits) {
            return new Type(Kind.UNSIGNED, bits, bits);
        }

        static Type limbs(int word) {
            return new Type(Kind.LIMB, Math.min(word, LIMB), word);
        }
    }

    public UnitArray {
        extent = List.copyOf(extent);
        parallel = List.copyOf(parallel);
    }

    /** The arrays of a unit; none if it has no trained values. */
    public static List<UnitArray> of(Unit unit) {
        return unit.accept(UnitArrays.INSTANCE);
    }

    /** The arrays of all units, in the order of the pipeline. */
    public static List<UnitArray> of(Dataflow flow) {
        return flow.units().stream().flatMap(unit -> of(unit).stream()).toList();
    }

    /** Bits of an element. */
    public int bits() {
        return type.bits();
    }

    /** Number of elements in all dimensions. */
    public int size() {
        return extent.stream().reduce(1, (a, b) -> a * b);
    }
}
