// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.Constants;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.graph.Operations;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Activation;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Window;
import java.util.Arrays;
import java.util.Set;

/** Reads a chain of nodes from the image to the scores, and makes layers of them. */
final class ChainReader {
    private static final String NORM_PLACE = "it stands between a Conv or MatMul and a quantizer";
    /** Operations that may follow Softmax or TopK. */
    private static final Set<String> AFTER_SCORES = Set.of("Identity", "Dropout", "Cast", "TopK");

    private final boolean approximate;
    private final Layers layers;
    private ValueLayout form;
    private ImageRange range;
    /** True until the bytes of an image are cast to real numbers. */
    private boolean whole;
    /** The magnitude of the bits, which are -bits and +bits; of levels, the value of the level 1. */
    private double bits = 1;

    private GraphNode pad;
    /** The Softmax or TopK of the scores; null before there is one. */
    private GraphNode scored;

    /**
     * @param whole true where the elements of the image are integers
     * @param approximate true to drop a quantizer of the image that moves values a little
     */
    ChainReader(Constants constants, ValueLayout image, boolean whole, ImageRange range, boolean approximate) {
        this.form = image;
        this.whole = whole;
        this.range = range;
        this.approximate = approximate;
        this.layers = new Layers(constants);
    }

    Layers layers() {
        return layers;
    }

    ImageRange range() {
        return range;
    }

    /** The axes of the last value. */
    ValueLayout form() {
        return form;
    }

    void read(GraphNode node) throws ExchangeException {
        if (pad != null && !node.op().equals("Conv")) {
            throw pad.refuse("stands before " + node.op(), "a padding belongs to the Conv after it");
        }
        if (whole && !Set.of("Cast", "Identity").contains(node.op())) {
            throw node.refuse("computes with the bytes of the image as integers", "put a Cast to float32 before it");
        }
        if (scored != null && (!AFTER_SCORES.contains(node.op()) || scored.op().equals("TopK"))) {
            throw node.refuse("stands after " + scored.op() + ", where the scores end", "export the model up to there");
        }
        switch (node.op()) {
            case "Conv", "MatMul", "Gemm" -> weighted(node);
            case "BatchNormalization" -> norm(node);
            case "BipolarQuant" -> sign(node);
            case "MultiThreshold" -> threshold(node);
            case "Quant", "IntQuant" -> quant(node);
            case "MaxPool", "GlobalMaxPool" -> pool(node);
            case "AveragePool", "GlobalAveragePool" -> average(node);
            case "Mul", "Div", "Add", "Sub" -> arithmetic(node);
            case "Pad" -> pad(node);
            case "Flatten", "Reshape" -> form = Flattening.of(node, form);
            case "Cast" -> cast(node);
            case "Dropout" -> dropout(node);
            case "Identity" -> {}
            case "Softmax", "LogSoftmax", "TopK" -> score(node);
            default ->
                throw node.refuse(
                        "works on the image, or on what was made of it", "known there are " + Operations.known());
        }
    }

    /** @param last the node that yields the scores */
    void end(GraphNode last) throws ExchangeException {
        if (pad != null) {
            throw pad.refuse("ends the graph", "a padding belongs to the Conv after it");
        }
        requireScores();
        layers.end(last);
    }

    private void requireScores() throws ExchangeException {
        if (layers.sums() == null || form.shape().pixels() != 1 || form.isVector()) {
            throw new ExchangeException(
                    "the graph ends in no layer of one score per class; export it up to its scores");
        }
    }

    private void weighted(GraphNode node) throws ExchangeException {
        if (layers.sums() != null) {
            throw node.refuse("reads values of many bits", "put a BipolarQuant before it");
        }
        boolean conv = node.op().equals("Conv");
        LayerWeights.Found found = conv ? LayerWeights.conv(node, form, pad, bits) : LayerWeights.dense(node, form);
        pad = null;
        if (!ValueLayout.holds(found.out())) {
            throw node.refuse("yields " + found.out() + ", which is too large to hold", "use fewer channels");
        }
        form = new ValueLayout(form.images(), found.out(), conv ? ValueLayout.Kind.MAP : ValueLayout.Kind.CHANNELS);
        int channels = found.out().channels();
        layers.layer(node, found.layer(), channels, found.scale() * bits);
        if (conv && node.has(2)) {
            layers.sums().add(node.table(2, channels, "bias"), 1);
        } else if (node.has(2)) {
            layers.sums().add(node.channels(2, form.dims(), "bias"), 1);
        }
    }

    private void norm(GraphNode node) throws ExchangeException {
        if (layers.sums() == null || layers.normalized() || form.isVector()) {
            throw node.refuse("is not of a layer's sums", NORM_PLACE);
        }
        int n = form.shape().channels();
        layers.normalize(
                node,
                new ImportedLayer.Norm(
                        node.table(1, n, "scale"),
                        node.table(2, n, "bias"),
                        node.table(3, n, "mean"),
                        node.table(4, n, "variance"),
                        decimal(node.real("epsilon")),
                        momentum(node)));
    }

    /** The weight of the newest batch; ONNX has that of the running mean. Only training uses it. */
    private static double momentum(GraphNode node) {
        float given = node.real("momentum");
        double momentum = Float.isFinite(given) ? Math.rint((1 - decimal(given)) * 1e6) / 1e6 : 0;
        return momentum > 0 && momentum <= 1 ? momentum : NetworkBuilder.DEFAULT_MOMENTUM;
    }

    /** The shortest decimal that this float32 is nearest to, which is what the author wrote. */
    private static double decimal(float number) {
        return Double.parseDouble(Float.toString(number));
    }

    private void sign(GraphNode node) throws ExchangeException {
        float scale = node.real(1, "scale", form.dims().length);
        if (!(scale > 0)) {
            throw node.refuse("has no single positive scale", "quantize activations by one scale a layer");
        }
        layers.quantize(node, Activation.SIGN);
        bits = scale;
    }

    /** A sign with one threshold per channel, or the cuts of a quant, relu or ternary. */
    private void threshold(GraphNode node) throws ExchangeException {
        Thresholds table = Thresholds.of(node, form);
        if (table.activation().equals(Activation.SIGN)) {
            if (layers.sums() == null || form.isVector()) {
                throw node.refuse("is not of a layer's sums", "it stands after a Conv or MatMul");
            }
            layers.sums().add(table.perChannel(node, form), -1);
        }
        layers.quantize(node, table.activation());
        bits = table.size();
    }

    private void quant(GraphNode node) throws ExchangeException {
        if (!layers.empty()) {
            throw node.refuse(
                    "quantizes to several bits by a scale of its own",
                    "activations can be imported as BipolarQuant, or as MultiThreshold with the cuts of a quant, relu or"
                            + " ternary");
        }
        ImageQuantizer.leaveOut(node, form, range, approximate).ifPresent(layers::note);
    }

    private void pool(GraphNode node) throws ExchangeException {
        Window window = PoolWindow.of(node, form);
        layers.pool(node, new ImportedLayer.Pool(false, window));
        form = form.of(window.over(form.shape(), form.shape().channels()));
    }

    private void average(GraphNode node) throws ExchangeException {
        boolean quantized = layers.all().stream().anyMatch(ImportedLayer.Quantize.class::isInstance);
        if (layers.sums() != null || !quantized) {
            throw node.refuse("cannot be imported here", "average maps of quantized values");
        }
        Window window = PoolWindow.of(node, form);
        form = form.of(window.over(form.shape(), form.shape().channels()));
        layers.layer(node, new ImportedLayer.Pool(true, window), form.shape().channels(), bits);
    }

    private void arithmetic(GraphNode node) throws ExchangeException {
        int other = node.find(0).isPresent() ? 0 : 1;
        boolean swapped = other == 0 && (node.op().equals("Sub") || node.op().equals("Div"));
        if (swapped) {
            throw node.refuse(
                    "takes the value from a constant", "only value - constant and value / constant are known");
        }
        if (layers.empty() || layers.sums() == null) {
            float number = node.real(other, "constant", form.dims().length);
            if (layers.empty()) {
                range = range.apply(node, number);
            } else {
                scaleBits(node, number);
            }
            return;
        }
        float[] by = form.isVector()
                ? filled(node.real(other, "constant", form.dims().length))
                : node.channels(other, form.dims(), "constant");
        switch (node.op()) {
            case "Mul" -> layers.sums().multiply(by);
            case "Div" -> layers.sums().divide(by);
            case "Add" -> layers.sums().add(by, 1);
            default -> layers.sums().add(by, -1);
        }
    }

    private float[] filled(float number) {
        float[] all = new float[form.shape().channels()];
        Arrays.fill(all, number);
        return all;
    }

    private void scaleBits(GraphNode node, float number) throws ExchangeException {
        boolean scales = node.op().equals("Mul") || node.op().equals("Div");
        if (!scales || !(number > 0)) {
            throw node.refuse("is not of a layer's sums", "bits can be multiplied by a number above 0; " + NORM_PLACE);
        }
        bits = node.op().equals("Mul") ? bits * number : bits / number;
    }

    private void pad(GraphNode node) throws ExchangeException {
        if (!form.isMap()) {
            throw node.refuse("pads a vector", "pad a map before a Conv");
        }
        pad = Pads.amounts(node).isNone() ? null : node;
    }

    private void cast(GraphNode node) throws ExchangeException {
        if (node.integer("to") != Tensor.FLOAT && node.integer("to") != Tensor.DOUBLE) {
            throw node.refuse("to is " + node.integer("to"), "only 1 (float32) and 11 (float64) can be imported here");
        }
        whole = false;
    }

    private static void dropout(GraphNode node) throws ExchangeException {
        if (node.has(1)) {
            node.number(1, "ratio", 0);
        }
        if (node.has(2) && node.number(2, "training mode", 0) != 0) {
            throw node.refuse("drops values in inference", "export the model in inference mode");
        }
    }

    /** Softmax and TopK, which keep the order of the scores. */
    private void score(GraphNode node) throws ExchangeException {
        requireScores();
        long[] dims = form.dims();
        if (!node.isAxis(1, dims.length)) {
            throw node.refuse("axis is " + node.integer("axis"), "only 1, that of the classes, can be imported");
        }
        if (node.op().equals("TopK")) {
            long k = node.says("k") ? node.integer("k") : (long) node.number(1, "k", 1);
            if (k < 1 || k > dims[1]) {
                throw node.refuse("takes " + k + " of " + dims[1] + " scores", "the graph is not well formed");
            }
            layers.note(node.op() + " left out: the scores are what it sorts");
        } else {
            layers.note(node.op() + " left out: it does not change the order of the scores");
        }
        scored = node;
    }
}
