// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.convert;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.model.Shape;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.ArrayList;
import java.util.List;

/** Converts the integer network to the runtime's model: one stage per node, and one at each beginning of a branch. */
public final class ToModel {
    public static final String NAME = "Runtime";
    public static final String WHY = "The engine of the runtime on packed bits, from which NAME.bnnc is written.";

    /** Suffix of the name of a stage that begins a branch; no layer's name contains a dot. */
    private static final String BRANCH = ".branch";

    private ToModel() {}

    public static BnnModel convert(Ir ir) {
        List<Stage> stages = new ArrayList<>();
        String before = ir.nodes().get(0).name();
        for (Node node : ir.nodes().subList(1, ir.nodes().size())) {
            String first = node.inputs().get(node.op().nearest());
            if (!first.equals(before)) {
                stages.add(new Stage.Branch(
                        node.name() + BRANCH, dims(ir.node(first).type().shape()), first));
            }
            stages.add(node.op()
                    .accept(new ToStage(
                            node, ir.inputTypes(node).get(node.op().nearest()).shape())));
            before = node.name();
        }
        Shape image = ir.nodes().get(0).type().shape();
        return BnnModel.of(new CompiledNetwork(ir.network(), dims(image), ir.classes(), stages));
    }

    static Dims dims(Shape shape) {
        return new Dims(shape.channels(), shape.height(), shape.width());
    }
}
