// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Evaluates operations on constants, in float32 like a tool that runs the graph. */
final class Folding {
    private Folding() {}

    static Constant fold(GraphNode node, Constants budget) throws ExchangeException {
        if (node.op().equals("Constant")) {
            return constant(node);
        }
        Constant of = node.constant(0, "value");
        budget.spend(of.values().length, node);
        return switch (node.op()) {
            case "Identity" -> of;
            case "Transpose" -> transpose(of, node);
            case "BipolarQuant" -> Quantizers.bipolar(of, node);
            case "Quant", "IntQuant" -> Quantizers.integers(of, node);
            case "Add" -> arithmetic(of, node, budget, Double::sum);
            case "Sub" -> arithmetic(of, node, budget, (a, b) -> a - b);
            case "Mul" -> arithmetic(of, node, budget, (a, b) -> a * b);
            case "Div" -> arithmetic(of, node, budget, (a, b) -> a / b);
            case "Pow" -> arithmetic(of, node, budget, Math::pow);
            case "Sqrt" -> each(of, Math::sqrt);
            case "Sign" -> each(of, Math::signum);
            case "Cast" -> cast(of, node);
            case "Reshape" -> ShapeMath.reshape(of, node);
            case "Shape" -> ShapeMath.shape(node, of.dims());
            case "Squeeze", "Unsqueeze" -> ShapeMath.squeeze(of, node);
            case "Gather" -> ShapeMath.gather(of, node, budget);
            case "Slice" -> ShapeMath.slice(of, node);
            case "Concat" -> ShapeMath.concat(node, budget);
            default -> throw node.refuse("reads constants only", "export the model with constants folded");
        };
    }

    private static Constant constant(GraphNode node) throws ExchangeException {
        List<String> said = List.of("value", "value_float", "value_floats", "value_int", "value_ints").stream()
                .filter(node::says)
                .toList();
        if (said.size() != 1) {
            throw node.refuse("has " + said.size() + " values", "a constant has one");
        }
        return node.setting(said.get(0)).accept(new ConstantOf(node));
    }

    /** The constant that an attribute of a Constant node holds. */
    private record ConstantOf(GraphNode node) implements Attribute.Visitor<Constant, ExchangeException> {
        @Override
        public Constant integer(Attribute.Int a) {
            return Constant.integers(new long[0], Tensor.exact(a.value()));
        }

        @Override
        public Constant real(Attribute.Float a) {
            return Constant.reals(new long[0], a.value());
        }

        @Override
        public Constant text(Attribute.Text a) throws ExchangeException {
            throw notNumeric();
        }

        @Override
        public Constant constant(Attribute.Constant a) throws ExchangeException {
            return Constant.of(a.value());
        }

        @Override
        public Constant integers(Attribute.Ints a) {
            return Constant.shape(a.values().stream().mapToLong(Long::longValue).toArray());
        }

        @Override
        public Constant reals(Attribute.Floats a) {
            float[] values = new float[a.values().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = a.values().get(i);
            }
            return Constant.reals(new long[] {values.length}, values);
        }

        @Override
        public Constant other(Attribute.Other a) throws ExchangeException {
            throw notNumeric();
        }

        private ExchangeException notNumeric() {
            return node.refuse("has a value that is not of numbers", "only numbers can be imported");
        }
    }

    /** An operation on two constants, broadcast as in NumPy. */
    private static Constant arithmetic(Constant a, GraphNode node, Constants budget, DoubleBinaryOperator of)
            throws ExchangeException {
        Constant b = node.constant(1, "operand");
        boolean power = node.op().equals("Pow");
        if (power ? a.whole() : a.whole() != b.whole()) {
            throw node.refuse("computes with integers where real numbers stand", "cast them to float32");
        }
        int rank = Math.max(a.dims().length, b.dims().length);
        long[] left = aligned(a.dims(), rank);
        long[] right = aligned(b.dims(), rank);
        long[] dims = new long[rank];
        double size = 1;
        for (int i = 0; i < rank; i++) {
            if (left[i] != right[i] && left[i] != 1 && right[i] != 1) {
                throw node.refuse(
                        "has constants of the shapes " + Arrays.toString(a.dims()) + " and "
                                + Arrays.toString(b.dims()),
                        "the graph is not well formed");
            }
            dims[i] = left[i] == 1 ? right[i] : left[i];
            size *= dims[i];
        }
        budget.spend((long) size, node);
        float[] values = new float[(int) size];
        boolean quotient = a.whole() && node.op().equals("Div");
        for (int i = 0; i < values.length; i++) {
            double result = of.applyAsDouble(a.values()[place(i, dims, left)], b.values()[place(i, dims, right)]);
            values[i] = (float) (quotient ? whole(result) : result);
        }
        boolean scales = node.op().equals("Mul") || node.op().equals("Div") && b.bits() == 0;
        Constant quantized = a.bits() > 0 ? a : b;
        if (!scales || quantized.bits() == 0 || a.bits() > 0 && b.bits() > 0 || quantized.values().length < size) {
            return new Constant(dims, values, a.whole());
        }
        // Integers times a scale times a factor are again integers times a scale; the integers take the sign of the
        // factor.
        float[] steps = new float[values.length];
        for (int i = 0; i < steps.length; i++) {
            int from = place(i, dims, quantized == a ? left : right);
            int by = place(i, dims, quantized == a ? right : left);
            float factor = (quantized == a ? b : a).values()[by];
            steps[i] = Math.abs((float) of.applyAsDouble(quantized.steps()[from], factor));
        }
        return new Constant(dims, values, false, steps, quantized.bits());
    }

    static long[] aligned(long[] dims, int rank) {
        long[] aligned = new long[rank];
        Arrays.fill(aligned, 1);
        System.arraycopy(dims, 0, aligned, rank - dims.length, dims.length);
        return aligned;
    }

    /** The index in an operand that belongs to an element of the result. Extents of 1 are repeated. */
    static int place(int index, long[] dims, long[] operand) {
        int rest = index;
        int place = 0;
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            int at = rest % (int) dims[i];
            rest /= (int) dims[i];
            place += operand[i] == 1 ? 0 : at * stride;
            stride *= (int) operand[i];
        }
        return place;
    }

    /** Rounds toward 0; NaN stays NaN. */
    private static double whole(double real) {
        return real < 0 ? Math.ceil(real) : Math.floor(real);
    }

    private static Constant each(Constant of, DoubleUnaryOperator function) {
        float[] values = new float[of.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(of.values()[i]);
        }
        return new Constant(of.dims(), values, of.whole());
    }

    private static Constant cast(Constant of, GraphNode node) {
        boolean toWhole = node.integer("to") == Tensor.INT32 || node.integer("to") == Tensor.INT64;
        if (of.whole() || !toWhole) {
            return new Constant(of.dims(), of.values(), toWhole, of.steps(), of.bits());
        }
        float[] values = new float[of.values().length];
        for (int i = 0; i < values.length; i++) {
            float value = of.values()[i];
            values[i] = Float.isNaN(value) ? value : Tensor.exact((long) value);
        }
        return Constant.integers(of.dims(), values);
    }

    private static Constant transpose(Constant of, GraphNode node) throws ExchangeException {
        int rank = of.dims().length;
        int[] perm = new int[rank];
        boolean[] seen = new boolean[rank];
        List<Long> said = node.says("perm") ? node.integers("perm") : null;
        for (int i = 0; i < rank; i++) {
            long axis = said == null ? rank - 1 - i : said.size() == rank ? said.get(i) : -1;
            if (axis < 0 || axis >= rank || seen[(int) axis]) {
                throw node.refuse("has the perm " + said + " for " + rank + " axes", "the graph is not well formed");
            }
            perm[i] = (int) axis;
            seen[(int) axis] = true;
        }
        long[] dims = new long[rank];
        int[] strides = new int[rank];
        int stride = 1;
        for (int i = rank - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= (int) of.dims()[i];
        }
        for (int i = 0; i < rank; i++) {
            dims[i] = of.dims()[perm[i]];
        }
        float[] values = new float[of.values().length];
        float[] steps = new float[of.steps().length];
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            int place = 0;
            for (int k = rank - 1; k >= 0; k--) {
                place += rest % (int) dims[k] * strides[perm[k]];
                rest /= (int) dims[k];
            }
            values[i] = of.values()[place];
            if (of.bits() > 0) {
                steps[i] = of.steps()[place];
            }
        }
        return new Constant(dims, values, of.whole(), steps, of.bits());
    }
}
