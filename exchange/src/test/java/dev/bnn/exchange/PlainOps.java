package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QONNX model in standard operators, so that onnxruntime runs it: the definitions of its quantisers written out. */
final class PlainOps {
    private PlainOps() {}

    static Model of(Model model) {
        List<Model.Node> nodes = new ArrayList<>();
        List<Tensor> constants = new ArrayList<>(model.graph().initializers());
        constants.add(Tensor.floats("plain.zero", new float[] {0}));
        for (Model.Node n : model.graph().nodes()) {
            if (n.op().equals("Quant")) {
                quant(n, nodes, constants);
                continue;
            } else if (n.op().equals("MultiThreshold")) {
                multiThreshold(n, nodes, constants);
                continue;
            } else if (!n.op().equals("BipolarQuant")) {
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

    /** scale * clip(round(x / scale)), signed and narrow. */
    private static void quant(Model.Node n, List<Model.Node> nodes, List<Tensor> constants) {
        String out = n.outputs().get(0);
        String scale = n.inputs().get(1);
        double most = Math.pow(2, number(constants, n.inputs().get(3)) - 1) - 1;
        constants.add(Tensor.floats(out + ".plain.most", new float[] {(float) most}, new long[0]));
        constants.add(Tensor.floats(out + ".plain.least", new float[] {(float) -most}, new long[0]));
        nodes.add(node("Div", out + ".plain.units", n.inputs().get(0), scale));
        nodes.add(node("Round", out + ".plain.round", out + ".plain.units"));
        nodes.add(node("Clip", out + ".plain.clip", out + ".plain.round", out + ".plain.least", out + ".plain.most"));
        nodes.add(node("Mul", out, out + ".plain.clip", scale));
    }

    /** out_scale * (number of thresholds reached) + out_bias, with the same thresholds for all channels. */
    private static void multiThreshold(Model.Node n, List<Model.Node> nodes, List<Tensor> constants) {
        String out = n.outputs().get(0);
        float[] cuts = tensor(constants, n.inputs().get(1)).floats();
        String zero = out + ".plain.0";
        constants.add(Tensor.floats(out + ".plain.scale", new float[] {real(n, "out_scale")}));
        constants.add(Tensor.floats(out + ".plain.bias", new float[] {real(n, "out_bias")}));
        constants.add(Tensor.floats(zero, new float[] {0}));
        String sum = zero;
        for (int k = 0; k < cuts.length; k++) {
            String stem = out + ".plain." + (k + 1);
            constants.add(Tensor.floats(stem + ".cut", new float[] {cuts[k]}));
            nodes.add(node("GreaterOrEqual", stem + ".reached", n.inputs().get(0), stem + ".cut"));
            nodes.add(node("Where", stem + ".one", stem + ".reached", out + ".plain.scale", zero));
            nodes.add(node("Add", stem, sum, stem + ".one"));
            sum = stem;
        }
        nodes.add(node("Add", out, sum, out + ".plain.bias"));
    }

    private static float real(Model.Node node, String attribute) {
        return ((Attribute.Float) node.attributes().get(attribute)).value();
    }

    private static double number(List<Tensor> constants, String name) {
        return tensor(constants, name).floats()[0];
    }

    private static Tensor tensor(List<Tensor> constants, String name) {
        return constants.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    private static Model.Node node(String op, String out, String... in) {
        return new Model.Node(out, "", op, List.of(in), List.of(out), Map.of());
    }
}
