// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.Constants;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.graph.Operations;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.layers.LayerSums;
import dev.bnn.exchange.importer.layers.Layers;
import dev.bnn.exchange.importer.layers.ScaledSums;
import dev.bnn.exchange.importer.shape.AxisOrder;
import dev.bnn.exchange.importer.shape.Pads;
import dev.bnn.exchange.importer.shape.Reordering;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Activation;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the nodes from the image to the scores, each with its input values, and turns them into layers. */
final class NodeReader {
    private static final String NORM_PLACE = "it stands between a Conv or MatMul and a quantizer";
    /** Operations that may follow Softmax or TopK. */
    private static final Set<String> AFTER_SCORES = Set.of("Identity", "Dropout", "Cast", "TopK");

    private static final Set<String> AFTER_PAD = Set.of("Conv", "Transpose", "Identity", "Cast");

    /** Operations that treat the axis after the batch as the channels. */
    private static final Set<String> CHANNELS_FIRST =
            Set.of("Conv", "BatchNormalization", "MaxPool", "GlobalMaxPool", "AveragePool", "GlobalAveragePool");

    private static final Set<String> AFTER_SIGN = Set.of("Add", "Sign", "Transpose", "Identity", "Cast");

    private static final Set<String> AFTER_SPLIT = Set.of("Transpose", "Reshape");

    private final boolean approximate;
    private final Layers layers;
    private final PoolReader pools;
    private ImageRange range;

    /** @param approximate true to drop a quantizer of the image that changes values slightly */
    NodeReader(Constants constants, ImageRange range, boolean approximate) {
        this.range = range;
        this.approximate = approximate;
        this.layers = new Layers(constants);
        this.pools = new PoolReader(layers);
    }

    Layers layers() {
        return layers;
    }

    ImageRange range() {
        return range;
    }

    /**
     * Reads a node.
     *
     * @param values its inputs that depend on the image
     * @return its output
     */
    Value read(GraphNode node, List<Value> values) throws ExchangeException {
        for (Value value : values) {
            requireReadable(node, value);
        }
        if (values.size() > 1) {
            return Joins.read(node, values, layers);
        }
        if (values.get(0).content() instanceof Value.Split split) {
            return ChannelShuffles.read(node, values.get(0), split, layers);
        }
        Value value = CHANNELS_FIRST.contains(node.op()) ? channelsFirst(node, values.get(0)) : values.get(0);
        return switch (node.op()) {
            case "Conv", "MatMul", "Gemm" -> weighted(node, value);
            case "BatchNormalization" -> norm(node, pools.sumsOfLevels(node, value));
            case "BipolarQuant" -> sign(node, pools.sumsOfLevels(node, value));
            case "Sign" -> signOfSign(node, pools.sumsOfLevels(node, value));
            case "MultiThreshold" -> threshold(node, pools.sumsOfLevels(node, value));
            case "Quant", "IntQuant" -> quant(node, value);
            case "MaxPool", "GlobalMaxPool" -> pools.max(node, value);
            case "Resize", "Upsample" -> pools.upsample(node, value);
            case "AveragePool", "GlobalAveragePool" -> pools.average(node, value);
            case "Mul", "Div", "Add", "Sub" -> arithmetic(node, value);
            case "Pad" -> pad(node, value);
            case "Reshape" -> reshape(node, value);
            case "Flatten", "Transpose", "Squeeze" -> value.of(Reordering.of(node, value.form()));
            case "Cast" -> cast(node, value);
            case "Dropout" -> dropout(node, value);
            case "Identity" -> value;
            case "Softmax", "LogSoftmax", "TopK" -> score(node, value);
            default ->
                throw node.refuse(
                        "cannot become a layer",
                        "operations on values that depend on the image can be " + Operations.known());
        };
    }

    /** Returns the value; its channels must be the axis after the batch. */
    private static Value channelsFirst(GraphNode node, Value value) throws ExchangeException {
        ValueLayout form = value.form();
        return value.of(form.as(AxisOrder.CHW)
                .orElseThrow(() -> node.refuse(
                        "reads a map with the axes " + form.axes(), "put a Transpose to N, C, H, W before it")));
    }

    private static void requireReadable(GraphNode node, Value value) throws ExchangeException {
        if (value.padded().isPresent() && !AFTER_PAD.contains(node.op())) {
            throw value.padded()
                    .get()
                    .node()
                    .refuse("stands before " + node.op(), "a padding belongs to the Conv after it");
        }
        if (value.content() instanceof Value.Signed signed && !AFTER_SIGN.contains(node.op())) {
            throw signed.sign()
                    .refuse("yields 0 for 0, which is no bit", "add a number between 0 and 1, and take the sign again");
        }
        if (value.content() instanceof Value.Split split && !AFTER_SPLIT.contains(node.op())) {
            throw split.by().refuse("makes two axes of the channels before " + node.op(), ChannelShuffles.PARTS);
        }
        boolean whole = value.content() instanceof Value.Image image && image.whole();
        if (whole && !Set.of("Cast", "Identity").contains(node.op())) {
            throw node.refuse("computes with the bytes of the image as integers", "put a Cast to float32 before it");
        }
        Optional<GraphNode> scored = value.scored();
        if (scored.isPresent()
                && (!AFTER_SCORES.contains(node.op()) || scored.get().op().equals("TopK"))) {
            throw node.refuse(
                    "stands after " + scored.get().op() + ", where the scores end", "export the model up to there");
        }
    }

    /**
     * Ends the network with its scores.
     *
     * @param last the node that yields the scores
     * @return the place of the last layer
     */
    int end(GraphNode last, Value scores) throws ExchangeException {
        if (scores.padded().isPresent()) {
            throw scores.padded().get().node().refuse("ends the graph", "a padding belongs to the Conv after it");
        }
        return requireScores(scores).end(last);
    }

    private static LayerSums requireScores(Value value) throws ExchangeException {
        List<LayerSums> parts =
                value.sums().filter(s -> !s.shuffled()).map(Sums::parts).orElse(List.of());
        if (parts.size() != 1 || value.form().isVector()) {
            throw new ExchangeException(
                    "the graph ends in no layer of one score per class; export it up to its scores");
        }
        return parts.get(0);
    }

    private Value weighted(GraphNode node, Value value) throws ExchangeException {
        if (value.sums().isPresent()) {
            throw node.refuse("reads values of many bits", "put a BipolarQuant before it");
        }
        ValueLayout form = value.form();
        boolean conv = node.op().equals("Conv");
        LayerWeights.Found found =
                conv ? LayerWeights.conv(node, form, value.padded(), value.unit()) : LayerWeights.dense(node, form);
        if (!ValueLayout.holds(found.out())) {
            throw node.refuse("yields " + found.out() + ", which is too large to hold", "use fewer channels");
        }
        ValueLayout out =
                conv ? ValueLayout.map(form.images(), found.out()) : ValueLayout.channels(form.images(), found.out());
        int channels = found.out().channels();
        int place = layers.add(node, found.layer(), value.layer());
        boolean gemm = node.op().equals("Gemm");
        ScaledSums sums = found.sums(value.unit() * (gemm ? node.real("alpha") : 1));
        if (conv && node.has(2)) {
            sums.add(node.table(2, channels, "bias"), 1);
        } else if (node.has(2)) {
            sums.add(node.channels(2, out.dims(), 1, "bias"), node.real("beta"));
        }
        return new Value(out, new Sums(List.of(new LayerSums(layers, place, sums))));
    }

    private Value norm(GraphNode node, Value value) throws ExchangeException {
        Optional<Sums> sums = value.sums();
        if (sums.isEmpty() || sums.get().normalized() || value.form().isVector()) {
            throw node.refuse("does not read the sums of a layer", NORM_PLACE);
        }
        int n = value.form().shape().channels();
        sums.get()
                .normalize(
                        node,
                        new ImportedLayer.Norm(
                                node.table(1, n, "scale"),
                                node.table(2, n, "bias"),
                                node.table(3, n, "mean"),
                                node.table(4, n, "variance"),
                                decimal(node.real("epsilon")),
                                momentum(node)));
        return value;
    }

    /** The weight of the newest batch; ONNX stores the weight of the running mean instead. Only training uses it. */
    private static double momentum(GraphNode node) {
        float given = node.real("momentum");
        double momentum = Float.isFinite(given) ? Math.rint((1 - decimal(given)) * 1e6) / 1e6 : 0;
        return momentum > 0 && momentum <= 1 ? momentum : NetworkBuilder.DEFAULT_MOMENTUM;
    }

    /** The shortest decimal that rounds to this float32, which is what the author wrote. */
    private static double decimal(float number) {
        return Double.parseDouble(Float.toString(number));
    }

    private Value sign(GraphNode node, Value value) throws ExchangeException {
        float scale = node.real(1, "scale", value.form().dims().length);
        if (!(scale > 0)) {
            throw node.refuse("has no single positive scale", "quantize activations by one scale a layer");
        }
        return quantized(node, value, Activation.SIGN, scale);
    }

    /** Larq's sign, which is +1 at 0: it takes the sign, adds a number between 0 and 1, and takes the sign again. */
    private Value signOfSign(GraphNode node, Value value) throws ExchangeException {
        if (value.content() instanceof Value.Signed signed && signed.raised()) {
            return quantized(node, value.of(signed.of()), Activation.SIGN, 1);
        }
        return value.of(new Value.Signed(value.content(), node, false));
    }

    private static Value raise(GraphNode node, Value value, Value.Signed signed, float number)
            throws ExchangeException {
        if (!node.op().equals("Add") || !(number > 0 && number < 1) || signed.raised()) {
            throw node.refuse(
                    "computes with a sign that is 0 at 0", "add one number between 0 and 1, and take the sign again");
        }
        return value.of(new Value.Signed(signed.of(), signed.sign(), true));
    }

    private Value quantized(GraphNode node, Value value, Activation levels, double unit) throws ExchangeException {
        int place = value.sums().isPresent()
                ? value.sums().get().quantize(node, levels, layers)
                : layers.add(node, new ImportedLayer.Quantize(levels), value.layer());
        return value.of(new Value.Bits(place, levels, unit));
    }

    /** A sign with one threshold per channel, or the cuts of a quant, relu or ternary. */
    private Value threshold(GraphNode node, Value value) throws ExchangeException {
        Thresholds table = Thresholds.of(node, value.form());
        if (table.activation().equals(Activation.SIGN)) {
            if (value.sums().isEmpty() || value.form().isVector()) {
                throw node.refuse("does not read the sums of a layer", "it stands after a Conv or MatMul");
            }
            value.sums().get().add(table.perChannel(node, value.form()), -1);
        }
        return quantized(node, value, table.activation(), table.size());
    }

    private Value quant(GraphNode node, Value value) throws ExchangeException {
        if (!value.isImage()) {
            throw node.refuse(
                    "quantizes to several bits by a scale of its own",
                    "activations can be imported as BipolarQuant, or as MultiThreshold with the cuts of a quant, relu or"
                            + " ternary");
        }
        ImageQuantizer.leaveOut(node, value.form(), range, approximate).ifPresent(layers::note);
        return value;
    }

    /** A Reshape: other axes of the same values, or the start of a channel shuffle. */
    private static Value reshape(GraphNode node, Value value) throws ExchangeException {
        Optional<Value> split = ChannelShuffles.begin(node, value);
        return split.isPresent() ? split.get() : value.of(Reordering.of(node, value.form()));
    }

    private Value arithmetic(GraphNode node, Value value) throws ExchangeException {
        int other = node.find(0).isPresent() ? 0 : 1;
        boolean swapped = other == 0 && (node.op().equals("Sub") || node.op().equals("Div"));
        if (swapped) {
            throw node.refuse(
                    "takes the value from a constant", "only value - constant and value / constant are known");
        }
        ValueLayout form = value.form();
        if (value.sums().isEmpty()) {
            float number = node.real(other, "constant", form.dims().length);
            if (value.content() instanceof Value.Signed signed) {
                return raise(node, value, signed, number);
            }
            if (value.isImage()) {
                range = range.apply(node, number);
                return value;
            }
            return scaleBits(node, value, number);
        }
        Sums sums = value.sums().get();
        float[] by = form.isVector()
                ? filled(form.shape().channels(), node.real(other, "constant", form.dims().length))
                : node.channels(other, form.dims(), form.channelAxis(), "constant");
        switch (node.op()) {
            case "Mul" -> sums.multiply(by);
            case "Div" -> sums.divide(by);
            case "Add" -> sums.add(by, 1);
            default -> sums.add(by, -1);
        }
        return value;
    }

    private static float[] filled(int count, float number) {
        float[] all = new float[count];
        Arrays.fill(all, number);
        return all;
    }

    private static Value scaleBits(GraphNode node, Value value, float number) throws ExchangeException {
        boolean scales = node.op().equals("Mul") || node.op().equals("Div");
        if (!scales || !(number > 0)) {
            throw node.refuse(
                    "does not read the sums of a layer", "bits can be multiplied by a number above 0; " + NORM_PLACE);
        }
        return value.in(node.op().equals("Mul") ? value.unit() * number : value.unit() / number);
    }

    private static Value pad(GraphNode node, Value value) throws ExchangeException {
        if (!value.form().isMap()) {
            throw node.refuse("pads a vector", "pad a map before a Conv");
        }
        Padding amounts = Pads.amounts(node, value.form());
        return amounts.isNone() ? value : value.padded(new Value.Padded(node, amounts));
    }

    private static Value cast(GraphNode node, Value value) throws ExchangeException {
        if (node.integer("to") != Tensor.FLOAT && node.integer("to") != Tensor.DOUBLE) {
            throw node.refuse("to is " + node.integer("to"), "only 1 (float32) and 11 (float64) can be imported here");
        }
        return value.isImage() ? value.of(new Value.Image(false)) : value;
    }

    private static Value dropout(GraphNode node, Value value) throws ExchangeException {
        float ratio = node.has(1) ? node.number(1, "ratio", 0) : 0;
        if (!(ratio >= 0 && ratio < 1)) {
            throw node.refuse(
                    "has the ratio " + ratio, "the graph is not well formed: a ratio is at least 0 and below 1");
        }
        if (node.has(2) && node.number(2, "training mode", 0) != 0) {
            throw node.refuse("drops values in inference", "export the model in inference mode");
        }
        return value;
    }

    /** Softmax or TopK, which keep the order of the scores. */
    private Value score(GraphNode node, Value value) throws ExchangeException {
        requireScores(value);
        long[] dims = value.form().dims();
        int classes = value.form().channelAxis();
        if (!node.isAxis(classes, dims.length)) {
            throw node.refuse(
                    "axis is " + node.integer("axis"), "only " + classes + ", that of the classes, can be imported");
        }
        if (node.op().equals("TopK")) {
            long k = node.says("k") ? node.integer("k") : (long) node.number(1, "k", 1);
            if (k < 1 || k > dims[classes]) {
                throw node.refuse("takes " + k + " of " + dims[classes] + " scores", "the graph is not well formed");
            }
            layers.note(node.op() + " left out: the scores are what it sorts");
        } else {
            layers.note(node.op() + " left out: it does not change the order of the scores");
        }
        return value.scored(node);
    }
}
