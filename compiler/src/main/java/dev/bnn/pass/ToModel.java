// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.model.Shape;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.ArrayList;
import java.util.List;

/** The integer network as the runtime's model: one stage a node. */
final class ToModel {
    static final String NAME = "Runtime";
    static final String WHY = "The engine of the runtime on packed bits, from which NAME.bnnc is written.";

    private ToModel() {}

    static BnnModel convert(Ir ir) {
        List<Stage> stages = new ArrayList<>();
        for (int i = 1; i < ir.nodes().size(); i++) {
            Node node = ir.nodes().get(i);
            stages.add(node.op()
                    .accept(new ToStage(node, ir.nodes().get(i - 1).type().shape())));
        }
        Shape image = ir.nodes().get(0).type().shape();
        return BnnModel.of(new CompiledNetwork(ir.network(), dims(image), ir.classes(), stages));
    }

    static Dims dims(Shape shape) {
        return new Dims(shape.channels(), shape.height(), shape.width());
    }
}
