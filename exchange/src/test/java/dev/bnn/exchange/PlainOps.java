package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QONNX model in standard operators, so that onnxruntime runs it: the definition of BipolarQuant written out. */
final class PlainOps {
    private PlainOps() {}

    static Model of(Model model) {
        List<Model.Node> nodes = new ArrayList<>();
        List<Tensor> constants = new ArrayList<>(model.graph().initializers());
        constants.add(Tensor.floats("plain.zero", new float[] {0}));
        for (Model.Node n : model.graph().nodes()) {
            if (!n.op().equals("BipolarQuant")) {
                nodes.add(n);
                continue;
            }
            String scale = n.inputs().get(1);
            String out = n.outputs().get(0);
            nodes.add(node("GreaterOrEqual", out + ".plain.risen", n.inputs().get(0), "plain.zero"));
            nodes.add(node("Neg", out + ".plain.minus", scale));
            nodes.add(node("Where", out, out + ".plain.risen", scale, out + ".plain.minus"));
        }
        Model.Graph g = model.graph();
        return new Model(
                new Model.Graph(g.name(), nodes, constants, g.inputs(), g.outputs(), Map.of()),
                Map.of("", 13L),
                model.producer(),
                model.metadata());
    }

    private static Model.Node node(String op, String out, String... in) {
        return new Model.Node(out, "", op, List.of(in), List.of(out), Map.of());
    }
}
