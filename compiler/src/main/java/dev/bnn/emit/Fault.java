// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The first value of the pipeline, in stream order, that differs from the golden model.
 *
 * @param unit the unit that wrote it
 * @param layer the layer or operation that the value belongs to
 * @param expected -1 or +1, or a code
 */
public record Fault(String unit, String layer, int channel, int y, int x, long expected, long found) {
    /**
     * Compares the streams of one image with the golden model's values.
     *
     * @param golden values by operation, in HWC order
     * @param traces folder with a file per stream, {@link Names#stream} and {@code .trace}: the bits of its words as digits, the
     *     lowest of a word first
     * @return empty if all bits agree, which means that the fault is in the unit of the scores
     */
    public static Optional<Fault> find(Dataflow flow, Map<String, long[]> golden, Path traces) throws IOException {
        for (Unit unit : flow.units()) {
            Optional<Values> values = unit.accept(VALUES);
            Path file = traces.resolve(Names.stream(unit.name()) + ".trace");
            if (values.isPresent() && golden.containsKey(unit.result()) && Files.isRegularFile(file)) {
                Optional<Fault> fault =
                        values.get().compare(unit.name(), golden.get(unit.result()), Files.readString(file));
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What a unit writes.
     *
     * @param layer the layer or operation that owns the values
     * @param bits bits of a value: 1 for -1 and +1, else those of a code
     */
    private record Values(String layer, Shape shape, int bits) {
        Optional<Fault> compare(String unit, long[] expected, String trace) {
            for (int i = 0; i < Math.min(trace.length() / bits, expected.length); i++) {
                int code = code(trace, i * bits);
                long found = bits == 1 ? 2 * code - 1 : code;
                if (found != expected[i]) {
                    int pixel = i / shape.channels();
                    return Optional.of(new Fault(
                            unit,
                            layer,
                            i % shape.channels(),
                            pixel / shape.width(),
                            pixel % shape.width(),
                            expected[i],
                            found));
                }
            }
            return Optional.empty();
        }

        private int code(String trace, int from) {
            int code = 0;
            for (int b = 0; b < bits; b++) {
                code |= (trace.charAt(from + b) - '0') << b;
            }
            return code;
        }
    }

    /** The values of each unit; empty for one that only rearranges its input, and for scores and labels. */
    private static final Unit.Visitor<Optional<Values>> VALUES = new Unit.Visitor<>() {
        @Override
        public Optional<Values> byteThreshold(Unit.ByteThreshold unit) {
            return values(unit, unit.shape());
        }

        @Override
        public Optional<Values> pad(Unit.Pad unit) {
            return Optional.empty();
        }

        @Override
        public Optional<Values> window(Unit.Window unit) {
            return Optional.empty();
        }

        @Override
        public Optional<Values> width(Unit.Width unit) {
            return Optional.empty();
        }

        @Override
        public Optional<Values> sumPool(Unit.SumPool unit) {
            return values(unit, unit.out());
        }

        @Override
        public Optional<Values> pool(Unit.Pool unit) {
            return values(unit, unit.out());
        }

        @Override
        public Optional<Values> shuffle(Unit.Shuffle unit) {
            return values(unit, unit.out());
        }

        @Override
        public Optional<Values> upsample(Unit.Upsample unit) {
            return values(unit, unit.out());
        }

        @Override
        public Optional<Values> fork(Unit.Fork unit) {
            return Optional.empty();
        }

        @Override
        public Optional<Values> add(Unit.Add unit) {
            return values(unit, unit.out());
        }

        @Override
        public Optional<Values> concat(Unit.Concat unit) {
            return values(unit, unit.out());
        }

        @Override
        public Optional<Values> labelSelect(Unit.LabelSelect unit) {
            return Optional.empty();
        }

        @Override
        public Optional<Values> mvtu(MatrixUnit.Mvtu unit) {
            return Optional.of(new Values(unit.layer(), unit.out(), unit.resultBits()));
        }

        @Override
        public Optional<Values> depthwise(MatrixUnit.Depthwise unit) {
            return Optional.of(new Values(unit.layer(), unit.out(), unit.resultBits()));
        }

        @Override
        public Optional<Values> scores(MatrixUnit.Scores unit) {
            return Optional.empty();
        }

        private Optional<Values> values(Unit unit, Shape shape) {
            return Optional.of(new Values(unit.result(), shape, unit.resultBits()));
        }
    };
}
