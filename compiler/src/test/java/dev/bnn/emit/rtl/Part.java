// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.Unit;
import java.util.function.Function;

/** A part of a pipeline whose cells are counted separately. */
public sealed interface Part {
    /** The name of its module. */
    String name();

    /** Applies the function for its kind. */
    <T> T of(Function<Unit, T> unit, Function<Stream, T> stream);

    /** A unit without the streams that it writes. Its module has its name, as its memories do. */
    record OfUnit(Unit unit) implements Part {
        @Override
        public String name() {
            return unit.name();
        }

        @Override
        public <T> T of(Function<Unit, T> ofUnit, Function<Stream, T> ofStream) {
            return ofUnit.apply(unit);
        }
    }

    /** A stream of {@code depth} words of {@code bits} bits. */
    record Stream(String name, int bits, int depth) implements Part {
        @Override
        public <T> T of(Function<Unit, T> ofUnit, Function<Stream, T> ofStream) {
            return ofStream.apply(this);
        }
    }
}
