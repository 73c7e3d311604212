package dev.bnn.exchange;

import dev.bnn.model.Activation;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Goes along a chain of nodes and collects the layers that it makes up. */
final class Walk {
    private static final String FAMILY =
            "known are Conv, MatMul, Gemm, BatchNormalization, BipolarQuant, MultiThreshold, MaxPool, AveragePool, Pad, Flatten and"
                    + " multiplications and additions of constants";

    private static final long MOST_VALUES = 1 << 24;

    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private ImageRange range;
    private Shape shape;
    /** True where a map of several pixels was made a vector, in ONNX's order. */
    private boolean vector;
    /** The sums since the last layer with weights; null on the image and on bits. */
    private Sums sums;
    /** The size of the bits: they are -size and +size. */
    private double bits = 1;

    private boolean normalized;
    private ChainNode pad;

    Walk(Shape image, ImageRange range) {
        this.shape = image;
        this.range = range;
    }

    List<Step> steps() {
        return steps;
    }

    List<String> notes() {
        return notes;
    }

    ImageRange range() {
        return range;
    }

    Shape shape() {
        return shape;
    }

    /** Far above sensible networks, as for .bnn files. */
    static boolean holds(Shape shape) {
        return (long) shape.channels() * shape.height() * shape.width() <= MOST_VALUES
                && (long) shape.height() * shape.width() <= MOST_VALUES;
    }

    void step(ChainNode node) throws ExchangeException {
        if (pad != null && !node.op().equals("Conv")) {
            throw pad.refuse("stands before " + node.op(), "a padding belongs to the Conv behind it");
        }
        switch (node.op()) {
            case "Conv", "MatMul", "Gemm" -> weighted(node);
            case "BatchNormalization" -> norm(node);
            case QonnxExport.BIPOLAR -> sign(node);
            case "MultiThreshold" -> threshold(node);
            case "Quant", "IntQuant" -> quant(node);
            case "MaxPool", "GlobalMaxPool" -> pool(node);
            case "AveragePool", "GlobalAveragePool" -> average(node);
            case "Mul", "Div", "Add", "Sub" -> arithmetic(node);
            case "Pad" -> pad = node;
            case "Flatten", "Reshape" -> flatten(node);
            case "Dropout", "Identity", "Cast" -> {}
            case "Softmax", "LogSoftmax" ->
                notes.add(node.op() + " left out: it does not change the order of the scores");
            default -> throw node.refuse("cannot be imported", FAMILY);
        }
    }

    void end() throws ExchangeException {
        if (pad != null) {
            throw pad.refuse("ends the graph", "a padding belongs to the Conv behind it");
        }
        if (sums == null || shape.pixels() != 1) {
            throw new ExchangeException("the graph ends in no layer of one score a class; export it up to its scores");
        }
        if (!normalized && !sums.plain()) {
            if (sums.sameOrder()) {
                notes.add("the scale of the scores left out: it does not change their order");
            } else {
                steps.add(sums.norm());
            }
        }
    }

    private void weighted(ChainNode node) throws ExchangeException {
        if (sums != null) {
            throw node.refuse("reads values of many bits", "put a BipolarQuant before it");
        }
        LayerWeights.Found found = node.op().equals("Conv")
                ? LayerWeights.conv(node, shape, pad, bits)
                : LayerWeights.dense(node, shape, vector);
        pad = null;
        vector = false;
        if (!holds(found.out())) {
            throw node.refuse("yields " + found.out() + ", which is too large to hold", "use fewer channels");
        }
        shape = found.out();
        steps.add(found.step());
        normalized = false;
        sums = new Sums(shape.channels(), found.scale() * bits);
        if (node.has(2)) {
            sums.add(node.channels(2, shape.channels(), "bias"), 1);
        }
    }

    private void norm(ChainNode node) throws ExchangeException {
        if (sums == null || normalized || vector) {
            throw node.refuse("is not of a layer's sums", "it stands between a Conv or MatMul and a quantiser");
        }
        node.need("training_mode", 0);
        int n = shape.channels();
        double eps = decimal(node.real("epsilon", 1e-5f));
        if (!(eps >= 0) || Double.isInfinite(eps)) {
            throw node.refuse("has the epsilon " + eps, "it is a number of at least 0");
        }
        Step.Norm norm = new Step.Norm(
                node.channels(1, n, "scale"),
                node.channels(2, n, "bias"),
                node.channels(3, n, "mean"),
                node.channels(4, n, "variance"),
                eps,
                momentum(node));
        if (!sums.plain()) {
            norm = sums.into(norm);
            notes.add("the scale and bias before " + node.node().name()
                    + " are in its mean and gamma; rounded to float32, they may move a threshold that is hit exactly");
        }
        steps.add(norm);
        normalized = true;
    }

    /** The share of the newest batch, where ONNX keeps that of the old ones. It matters to training only. */
    private static double momentum(ChainNode node) {
        double momentum = Math.rint((1 - decimal(node.real("momentum", 0.9f))) * 1e6) / 1e6;
        return momentum > 0 && momentum <= 1 ? momentum : NetworkBuilder.DEFAULT_MOMENTUM;
    }

    /** The shortest decimal that is this float32, which is what people wrote. */
    private static double decimal(float number) {
        return Double.parseDouble(Float.toString(number));
    }

    private void sign(ChainNode node) throws ExchangeException {
        float scale = node.constant(1, "scale").scalar().orElse(-1f);
        if (!(scale > 0)) {
            throw node.refuse("has no single positive scale", "quantise activations by one scale a layer");
        }
        quantize(Activation.SIGN);
        bits = scale;
    }

    private void quantize(Activation activation) {
        boolean asTheyAre =
                sums == null || normalized || sums.plain() || activation.equals(Activation.SIGN) && sums.sameSigns();
        if (!asTheyAre) {
            steps.add(sums.norm());
        }
        steps.add(new Step.Quantize(activation));
        sums = null;
        normalized = false;
    }

    /** One threshold a channel, bipolar where it is scaled to -1 and +1; or the cuts of a quant, relu or ternary. */
    private void threshold(ChainNode node) throws ExchangeException {
        Constants.Value table = node.constant(1, "thresholds");
        Optional<Activation> levels = levels(table);
        if (levels.isPresent()) {
            double size = node.real("out_scale", 1) / (double) levels.get().step();
            if (!(size > 0) || node.real("out_bias", 0) != size * levels.get().lo()) {
                throw node.refuse(
                        "gives other values than " + levels.get(),
                        "its cuts are those of " + levels.get() + ", whose out_bias is "
                                + levels.get().lo() + " / " + levels.get().step() + " of its out_scale");
            }
            quantize(levels.get());
            bits = size;
            return;
        }
        boolean bipolar = node.real("out_scale", 1) == 2 && node.real("out_bias", 0) == -1;
        if (!bipolar || table.dims().length != 2 || table.dims()[1] != 1) {
            throw node.refuse(
                    "gives more than -1 and +1",
                    "only one threshold a channel, with out_scale 2 and out_bias -1, or the cuts of a quant, relu or"
                            + " ternary for all channels can be imported");
        }
        if (sums == null || normalized || vector) {
            throw node.refuse("is not of a layer's sums", "it stands behind a Conv or MatMul");
        }
        sums.add(node.channels(1, shape.channels(), "thresholds"), -1);
        quantize(Activation.SIGN);
        bits = 1;
    }

    private static Optional<Activation> levels(Constants.Value table) {
        if (table.dims().length != 2 || table.dims()[0] != 1) {
            return Optional.empty();
        }
        Stream<Activation> ofBits = IntStream.rangeClosed(2, Activation.MOST_BITS)
                .boxed()
                .flatMap(bits -> Stream.of(new Activation(bits, true), new Activation(bits, false)));
        return Stream.concat(ofBits, Stream.of(Activation.TERNARY))
                .filter(a -> cutAt(a, table.values()))
                .findFirst();
    }

    private static boolean cutAt(Activation activation, float[] cuts) {
        return cuts.length == activation.top()
                && IntStream.rangeClosed(1, cuts.length).allMatch(code -> cuts[code - 1] == activation.cut(code));
    }

    private void quant(ChainNode node) throws ExchangeException {
        if (!steps.isEmpty()) {
            throw node.refuse(
                    "quantises to several bits by a scale of its own",
                    "activations can be imported as BipolarQuant, or as MultiThreshold with the cuts of a quant, relu or"
                            + " ternary");
        }
        notes.add("the quantiser " + node.node().name()
                + " of the image left out: the network reads the bytes themselves, so scores may differ a little");
    }

    private void pool(ChainNode node) throws ExchangeException {
        if (vector || sums != null && !normalized && !sums.rising()) {
            throw node.refuse("cannot be imported here", "pool maps, by their largest value");
        }
        windows(node, false);
    }

    private void average(ChainNode node) throws ExchangeException {
        boolean quantised = steps.stream().anyMatch(Step.Quantize.class::isInstance);
        if (vector || sums != null || !quantised) {
            throw node.refuse("cannot be imported here", "average maps of quantised values");
        }
        windows(node, true);
        sums = new Sums(shape.channels(), bits);
    }

    private void windows(ChainNode node, boolean average) throws ExchangeException {
        boolean global = node.op().startsWith("Global");
        node.need("ceil_mode", 0);
        if (node.square("pads", List.of(0L)) != 0 || node.square("dilations", List.of(1L)) != 1) {
            throw node.refuse("is padded or dilated", "pool without pads");
        }
        int size = global ? shape.height() : node.square("kernel_shape", List.of());
        int stride = global ? size : node.square("strides", List.of(1L));
        if (global && shape.height() != shape.width()) {
            throw node.refuse("is of a map that is not square", "only square windows can be imported");
        }
        if (size < 1 || stride < 1 || size > shape.height() || size > shape.width()) {
            throw node.refuse("has a window that does not fit " + shape, "the graph is not well formed");
        }
        steps.add(new Step.Pool(average, size, stride));
        shape = new Shape(shape.channels(), (shape.height() - size) / stride + 1, (shape.width() - size) / stride + 1);
    }

    private void arithmetic(ChainNode node) throws ExchangeException {
        int other = node.constants().find(node.node().inputs().get(0)).isPresent() ? 0 : 1;
        boolean turned = other == 0 && (node.op().equals("Sub") || node.op().equals("Div"));
        if (turned) {
            throw node.refuse(
                    "takes the value from a constant", "only value - constant and value / constant are known");
        }
        if (steps.isEmpty()) {
            float number = node.constant(other, "operand")
                    .scalar()
                    .orElseThrow(() -> node.refuse(
                            "scales the channels of the image differently",
                            "only one scale for the whole image can be imported"));
            range = range.apply(node, number);
            return;
        }
        if (sums == null || normalized || vector) {
            throw node.refuse("is not of a layer's sums", "fold it into the batch normalisation");
        }
        float[] by = node.channels(other, shape.channels(), "operand");
        switch (node.op()) {
            case "Mul" -> sums.multiply(by);
            case "Div" -> sums.divide(by);
            case "Add" -> sums.add(by, 1);
            default -> sums.add(by, -1);
        }
    }

    private void flatten(ChainNode node) throws ExchangeException {
        boolean keeps = node.op().equals("Flatten") && node.integer("axis", 1) == 1;
        if (node.op().equals("Reshape")
                && node.has(1)
                && node.constants().isShape(node.node().inputs().get(1))) {
            // What tools make of "all but the batch": the layer behind checks the size.
            keeps = true;
        } else if (node.op().equals("Reshape")) {
            float[] to = node.constant(1, "shape").values();
            boolean toVector = to.length == 2 && (to[1] == -1 || to[1] == shape.size());
            boolean toPixel = to.length == 4 && shape.pixels() == 1 && to[1] == shape.channels();
            boolean same = to.length == 4
                    && Arrays.equals(to, 1, 4, new float[] {shape.channels(), shape.height(), shape.width()}, 0, 3);
            if (same || toPixel) {
                return;
            }
            keeps = toVector;
        }
        if (!keeps) {
            throw node.refuse("changes the shape " + shape, "only a map made a vector can be imported");
        }
        vector |= shape.pixels() > 1;
    }
}
