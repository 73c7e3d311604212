// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a QONNX model with standard operators, so that onnxruntime can run it. Its quantizers become operations that all
 * operator sets from 7 on have. Constants become float32.
 */
final class PlainOps {

    private final Map<String, Tensor> constants = new LinkedHashMap<>();
    private final List<Model.Node> nodes = new ArrayList<>();

    private PlainOps(Model model) {
        for (Tensor t : model.graph().initializers()) {
            constants.put(t.name(), real(t));
        }
        for (Model.Node n : model.graph().nodes()) {
            switch (n.op()) {
                case "Quant", "IntQuant" -> quant(n);
                case "MultiThreshold" -> multiThreshold(n);
                case "BipolarQuant" -> bipolar(n);
                default -> nodes.add(n);
            }
        }
    }

    static Model of(Model model) {
        PlainOps plain = new PlainOps(model);
        Model.Graph g = model.graph();
        plain.removeUnread(g.outputs());
        return new Model(
                new Model.Graph(
                        g.name(),
                        plain.nodes,
                        List.copyOf(plain.constants.values()),
                        g.inputs(),
                        g.outputs(),
                        Map.of()),
                Map.of("", model.opsets().get("")),
                model.producer(),
                model.metadata());
    }

    /** Nodes that the outputs do not depend on have no effect, but onnxruntime checks them. */
    private void removeUnread(List<Model.Value> outputs) {
        Set<String> read = new HashSet<>();
        outputs.forEach(o -> read.add(o.name()));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).outputs().stream().noneMatch(read::contains)) {
                nodes.remove(i);
            } else {
                read.addAll(nodes.get(i).inputs());
            }
        }
    }

    /** Some tools store weights in float16 and values in float32, which onnxruntime cannot mix. */
    private static Tensor real(Tensor t) {
        return t.type() == Tensor.FLOAT16 ? Tensor.floats(t.name(), t.floats(), t.dims()) : t;
    }

    /** 2 * scale if the value is at least 0, otherwise 0; minus the scale. */
    private void bipolar(Model.Node n) {
        String out = n.outputs().get(0);
        scalar(out + ".plain.zero", 0);
        atLeast(out, n.inputs().get(0), out + ".plain.zero");
        node("Add", out + ".plain.twice", n.inputs().get(1), n.inputs().get(1));
        node("Mul", out + ".plain.wide", out + ".plain.reached", out + ".plain.twice");
        node("Sub", out, out + ".plain.wide", n.inputs().get(1));
    }

    /** {@code out.plain.reached} is 1 if a value is at least a threshold, otherwise 0. */
    private void atLeast(String out, String value, String threshold) {
        node("Less", out + ".plain.below", value, threshold);
        node("Not", out + ".plain.not", out + ".plain.below");
        nodes.add(new Model.Node(
                out + ".plain.reached",
                "",
                "Cast",
                List.of(out + ".plain.not"),
                List.of(out + ".plain.reached"),
                Map.of("to", new Attribute.Int(Tensor.FLOAT))));
    }

    /**
     * scale * (clip(round(x / scale + zero)) - zero); computed here for a constant, since old operator sets cannot round.
     */
    private void quant(Model.Node n) {
        String out = n.outputs().get(0);
        float zero = number(n.inputs().get(2));
        int bits = (int) number(n.inputs().get(3));
        boolean signed = flag(n, "signed");
        double most = Math.pow(2, signed ? bits - 1 : bits) - (!signed && flag(n, "narrow") ? 2 : 1);
        double least = !signed ? 0 : flag(n, "narrow") ? -most : -most - 1;
        Tensor of = constants.get(n.inputs().get(0));
        if (of != null) {
            float[] scales = constant(n.inputs().get(1)).floats();
            int inner = inner(constant(n.inputs().get(1)).dims(), of.dims());
            float[] values = of.floats();
            for (int i = 0; i < values.length; i++) {
                float scale = scales[i / inner % scales.length];
                double code = Math.rint(Math.max(least, Math.min(most, values[i] / scale + zero)));
                values[i] = (float) (code - zero) * scale;
            }
            constants.put(out, Tensor.floats(out, values, of.dims()));
            return;
        }
        float scale = number(n.inputs().get(1));
        scalar(out + ".plain.scale", scale);
        scalar(out + ".plain.zero", zero);
        scalar(out + ".plain.most", (float) most);
        scalar(out + ".plain.least", (float) least);
        node("Div", out + ".plain.units", n.inputs().get(0), out + ".plain.scale");
        node("Add", out + ".plain.from", out + ".plain.units", out + ".plain.zero");
        node("Clip", out + ".plain.clip", out + ".plain.from", out + ".plain.least", out + ".plain.most");
        node("Round", out + ".plain.round", out + ".plain.clip");
        node("Sub", out + ".plain.back", out + ".plain.round", out + ".plain.zero");
        node("Mul", out, out + ".plain.back", out + ".plain.scale");
    }

    /** out_scale * (number of thresholds reached) + out_bias; the layout says how many axes follow the channels. */
    private void multiThreshold(Model.Node n) {
        String out = n.outputs().get(0);
        Tensor table = constants.get(n.inputs().get(1));
        int rows = (int) table.dims()[0];
        int steps = (int) table.dims()[1];
        String layout = n.attributes().get("data_layout") instanceof Attribute.Text t ? t.value() : "NCHW";
        long[] dims = layout.equals("NCHW") ? new long[] {1, rows, 1, 1} : new long[] {1, rows};
        scalar(out + ".plain.scale", real(n, "out_scale", 1));
        scalar(out + ".plain.bias", real(n, "out_bias", 0));
        String sum = out + ".plain.0";
        scalar(sum, 0);
        for (int k = 0; k < steps; k++) {
            String stem = out + ".plain." + (k + 1);
            float[] cut = new float[rows];
            for (int c = 0; c < rows; c++) {
                cut[c] = table.floats()[c * steps + k];
            }
            constants.put(stem + ".cut", Tensor.floats(stem + ".cut", cut, dims));
            atLeast(stem, n.inputs().get(0), stem + ".cut");
            node("Add", stem, sum, stem + ".plain.reached");
            sum = stem;
        }
        node("Mul", out + ".plain.wide", sum, out + ".plain.scale");
        node("Add", out, out + ".plain.wide", out + ".plain.bias");
    }

    /** The constant with that name, which may come from a Constant node. */
    private Tensor constant(String name) {
        for (Model.Node node : nodes) {
            if (node.outputs().contains(name)) {
                return ((Attribute.Constant) node.attributes().get("value")).value();
            }
        }
        return constants.get(name);
    }

    /** How many consecutive values share the same scale; the scale varies along at most one axis. */
    private static int inner(long[] scale, long[] dims) {
        int inner = 1;
        for (int i = 1; i <= scale.length && scale[scale.length - i] == 1; i++) {
            inner *= (int) dims[dims.length - i];
        }
        return inner;
    }

    private static float real(Model.Node node, String attribute, float otherwise) {
        return node.attributes().get(attribute) instanceof Attribute.Float a ? a.value() : otherwise;
    }

    private static boolean flag(Model.Node node, String attribute) {
        return ((Attribute.Int) node.attributes().get(attribute)).value() == 1;
    }

    private float number(String name) {
        return constants.get(name).floats()[0];
    }

    private void scalar(String name, float value) {
        constants.put(name, Tensor.floats(name, new float[] {value}, new long[0]));
    }

    private void node(String op, String out, String... in) {
        nodes.add(new Model.Node(out, "", op, List.of(in), List.of(out), Map.of()));
    }
}
