// SPDX-License-Identifier: Apache-2.0
package dev.bnn.csim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.HlsEmitter;
import dev.bnn.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The first value of the pipeline, in stream order, that is not the golden model's.
 *
 * @param unit the unit that put it out
 * @param layer the layer or operation that the value belongs to
 * @param expected -1 or +1, or a code
 */
public record Fault(String unit, String layer, int channel, int y, int x, long expected, long found) {
    /**
     * Compares the streams of one image, as the stand-in for streams has recorded them, with the golden model's values.
     *
     * @param golden values by operation, in HWC order
     * @param traces folder of the records
     * @return empty where all bits agree, so that the scores' own unit is at fault
     */
    static Optional<Fault> find(Dataflow flow, Map<String, long[]> golden, Path traces) throws IOException {
        for (Unit unit : flow.units()) {
            long[] expected = golden.get(unit.result());
            Path file = traces.resolve(HlsEmitter.stream(unit) + ".trace");
            if (expected != null && Files.isRegularFile(file)) {
                String bits = Files.readString(file);
                int width = unit.resultBits();
                for (int i = 0; i < Math.min(bits.length() / width, expected.length); i++) {
                    int code = code(bits, i * width, width);
                    long found = width == 1 ? 2 * code - 1 : code;
                    if (found != expected[i]) {
                        return Optional.of(at(unit, i, expected[i], found));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Streams are recorded bit by bit, the lowest of a word first. */
    private static int code(String bits, int from, int width) {
        int code = 0;
        for (int b = 0; b < width; b++) {
            code |= (bits.charAt(from + b) - '0') << b;
        }
        return code;
    }

    private static Fault at(Unit unit, int index, long expected, long found) {
        Shape shape = unit instanceof MatrixUnit.Thresholded m
                ? m.out()
                : unit instanceof Unit.Pool p
                        ? p.out()
                        : unit instanceof Unit.SumPool s
                                ? s.out()
                                : unit instanceof Unit.Add a ? a.out() : ((Unit.ByteThreshold) unit).shape();
        String layer = unit instanceof MatrixUnit.Thresholded m ? m.layer() : unit.result();
        int pixel = index / shape.channels();
        return new Fault(
                unit.name(),
                layer,
                index % shape.channels(),
                pixel / shape.width(),
                pixel % shape.width(),
                expected,
                found);
    }
}
