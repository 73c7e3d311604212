// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.target.Target;
import java.util.List;

/**
 * A folded pipeline with its target and golden vectors: what a back end writes.
 *
 * @param flow the folded pipeline
 * @param source name of the model file, for comments
 * @param images golden images in HWC bytes
 * @param scores the golden model's scores of each image
 */
public record Design(Dataflow flow, Target target, String source, List<byte[]> images, List<long[]> scores) {
    public Design {
        requireName(flow.network());
        flow.units().forEach(unit -> requireName(unit.name()));
        images = List.copyOf(images);
        scores = List.copyOf(scores);
        if (images.size() != scores.size()) {
            throw new IllegalArgumentException(images.size() + " images, but scores of " + scores.size());
        }
        if (flow.answer().labels() != target.labels() > 0) {
            throw new IllegalArgumentException("a pipeline that answers with " + flow.answer() + ", but a target with "
                    + target.labels() + " labels");
        }
        for (Unit unit : flow.units()) {
            if (unit instanceof MatrixUnit m && m.folding().loadable() != target.loadable()) {
                throw new IllegalArgumentException(m.name() + " is not folded for a target whose parameters are "
                        + (target.loadable() ? "loadable" : "fixed"));
            }
        }
    }

    /** Files, functions and streams contain the name. */
    private static void requireName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("no name of C++: " + name);
        }
    }

    /** The answer that the design must give to each image. */
    public List<long[]> answers() {
        return scores.stream().map(flow.answer()::of).toList();
    }
}
