// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.Target;
import dev.bnn.source.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Builds a {@link Network} layer by layer, computing each edge's shape and value set and each layer's name.
 *
 * <p>A layer is named after its kind and its place among the layers of that kind ({@code conv1}, {@code conv2}), or as
 * {@link #as} says; naming one layer does not renumber the others. Only geometry is checked here, by
 * {@link IllegalArgumentException}: the rules of the language belong to the checker.
 */
public final class NetworkBuilder {
    /** Default of {@link Layer.BatchNorm#eps()}. */
    public static final BigDecimal DEFAULT_EPS = new BigDecimal("0.0001");
    /** Default of {@link Layer.BatchNorm#momentum()}: the weight of the newest batch in the running estimates. */
    public static final double DEFAULT_MOMENTUM = 0.1;

    /** Prefix of the name of a {@link Layer.Branch}; a number follows. */
    public static final String BRANCH = "branch";

    private final String name;
    private String title = "";
    private Span span = Span.NONE;
    private Optional<TensorType> input = Optional.empty();
    private List<String> classes = List.of();
    private List<String> classesInData = List.of();
    private final List<Layer> layers = new ArrayList<>();
    private final List<Recipe> recipes = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Map<LayerKind, Integer> counts = new EnumMap<>(LayerKind.class);
    private final Set<String> names = new HashSet<>();
    private int branches;
    private Optional<String> nextName = Optional.empty();
    private Span nextSpan = Span.NONE;

    private NetworkBuilder(String name) {
        this.name = name;
    }

    public static NetworkBuilder named(String name) {
        return new NetworkBuilder(name);
    }

    public NetworkBuilder title(String text) {
        title = text;
        return this;
    }

    /** Where the network itself is declared. */
    public NetworkBuilder declaredAt(Span place) {
        span = place;
        return this;
    }

    /** Declares the image, and what its bytes stand for. Call it before adding layers. */
    public NetworkBuilder input(int channels, int height, int width, ValueSet.ScaledBytes bytes) {
        input = Optional.of(new TensorType(new Shape(channels, height, width), bytes));
        return this;
    }

    public NetworkBuilder classes(String... labels) {
        return classes(List.of(labels));
    }

    public NetworkBuilder classes(List<String> labels) {
        return classes(labels, labels);
    }

    /** @param inData names of the classes in the data, in the same order */
    public NetworkBuilder classes(List<String> labels, List<String> inData) {
        classes = List.copyOf(labels);
        classesInData = List.copyOf(inData);
        return this;
    }

    /** Names the layer that follows. */
    public NetworkBuilder as(String layerName) {
        nextName = Optional.of(layerName);
        return this;
    }

    /** Says where the layer that follows is declared. */
    public NetworkBuilder at(Span place) {
        nextSpan = place;
        return this;
    }

    /** Square windows without dilation. */
    public NetworkBuilder conv(int channels, int kernel, int stride, Padding padding, WeightType weights) {
        return conv(channels, Window.square(kernel, stride), padding, weights);
    }

    public NetworkBuilder conv(int channels, Window window, Padding padding, WeightType weights) {
        return conv(channels, window, padding, 1, weights);
    }

    /**
     * A convolution by groups of channels. One channel in and out of each group makes a {@link Layer.Depthwise}.
     *
     * @throws IllegalArgumentException if the groups do not divide the input channels and the output channels
     */
    public NetworkBuilder conv(int channels, Window window, Padding padding, int groups, WeightType weights) {
        TensorType from = type();
        int in = from.shape().channels();
        if (in % groups != 0 || channels % groups != 0) {
            throw new IllegalArgumentException(groups + " groups of " + in + " and " + channels + " channels");
        }
        if (groups > 1 && groups == in && groups == channels) {
            return depthwise(take(LayerKind.CONV), window, padding, weights);
        }
        TensorType to = convolved(channels, window, padding, weights, window.taps() * (in / groups));
        return add(new Layer.Conv(take(LayerKind.CONV), span(), from, to, window, padding, groups, weights));
    }

    /** Square windows without dilation. */
    public NetworkBuilder depthwise(int kernel, int stride, Padding padding, WeightType weights) {
        return depthwise(Window.square(kernel, stride), padding, weights);
    }

    public NetworkBuilder depthwise(Window window, Padding padding, WeightType weights) {
        return depthwise(take(LayerKind.DEPTHWISE), window, padding, weights);
    }

    private NetworkBuilder depthwise(String layerName, Window window, Padding padding, WeightType weights) {
        TensorType from = type();
        TensorType to = convolved(from.shape().channels(), window, padding, weights, window.taps());
        return add(new Layer.Depthwise(layerName, span(), from, to, window, padding, weights));
    }

    private TensorType convolved(int channels, Window window, Padding padding, WeightType weights, int fanIn) {
        boolean zeros = !padding.isNone() && padding.value() == 0;
        Shape to = window.over(type().shape(), padding, channels);
        return new TensorType(to, products(type(), weights, fanIn, zeros));
    }

    public NetworkBuilder dense(int units, WeightType weights) {
        TensorType from = type();
        int fanIn = from.shape().size();
        TensorType to = new TensorType(Shape.vector(units), products(from, weights, fanIn, false));
        return add(new Layer.Dense(take(LayerKind.DENSE), span(), from, to, weights));
    }

    /** Square windows. */
    public NetworkBuilder maxPool(int size, int stride) {
        return maxPool(Window.square(size, stride));
    }

    public NetworkBuilder maxPool(Window window) {
        return maxPool(window, Padding.NONE);
    }

    /**
     * Adds a max pool whose windows extend beyond the map.
     *
     * @param window without dilation
     * @param padding less than the window on each side, so that every window has a tap on the map
     */
    public NetworkBuilder maxPool(Window window, Padding padding) {
        TensorType from = type();
        if (!padding.isWithin(window) || window.dilationY() > 1 || window.dilationX() > 1) {
            throw new IllegalArgumentException("a pool with dilation, or with a window on padding alone");
        }
        TensorType to =
                new TensorType(window.over(from.shape(), padding, from.shape().channels()), from.values());
        return add(new Layer.MaxPool(take(LayerKind.MAX_POOL), span(), from, to, window, padding.with(0)));
    }

    /** Square windows. */
    public NetworkBuilder avgPool(int size, int stride) {
        return avgPool(Window.square(size, stride));
    }

    public NetworkBuilder avgPool(Window window) {
        TensorType from = type();
        TensorType to = new TensorType(window.over(from.shape(), from.shape().channels()), ValueSet.REALS);
        return add(new Layer.AvgPool(take(LayerKind.AVG_POOL), span(), from, to, window));
    }

    /** Repeats pixels. */
    public NetworkBuilder upsample(Factor factor) {
        TensorType from = type();
        TensorType to = new TensorType(factor.over(from.shape()), from.values());
        return add(new Layer.Upsample(take(LayerKind.UPSAMPLE), span(), from, to, factor));
    }

    /**
     * Shuffles channels.
     *
     * @param groups a divisor of the channels
     */
    public NetworkBuilder shuffle(int groups) {
        TensorType type = type();
        ChannelShuffle channels = new ChannelShuffle(groups, type.shape().channels());
        return add(new Layer.Shuffle(take(LayerKind.SHUFFLE), span(), type, type, channels));
    }

    public NetworkBuilder batchNorm() {
        return batchNorm(DEFAULT_EPS, DEFAULT_MOMENTUM);
    }

    public NetworkBuilder batchNorm(BigDecimal eps, double momentum) {
        TensorType from = type();
        TensorType to = new TensorType(from.shape(), ValueSet.REALS);
        return add(new Layer.BatchNorm(take(LayerKind.BATCH_NORM), span(), from, to, eps, momentum));
    }

    public NetworkBuilder sign() {
        return quantize(Activation.SIGN);
    }

    public NetworkBuilder quantize(Activation activation) {
        TensorType from = type();
        TensorType to = new TensorType(from.shape(), activation.values());
        LayerKind kind = switch (activation.levels()) {
            case SIGNED -> activation.bits() == 1 ? LayerKind.SIGN : LayerKind.QUANT;
            case UNSIGNED, RECTIFIED -> LayerKind.RELU;
            case TERNARY -> LayerKind.TERNARY;
        };
        return add(new Layer.Quantize(take(kind), span(), from, to, activation));
    }

    public NetworkBuilder flatten() {
        TensorType from = type();
        TensorType to = new TensorType(Shape.vector(from.shape().size()), from.values());
        return add(new Layer.Flatten(take(LayerKind.FLATTEN), span(), from, to));
    }

    /** Adds the output of the layer of that name, which has the shape of the last edge. */
    public NetworkBuilder add(String layer) {
        TensorType other = yielded(layer);
        TensorType from = type();
        if (!other.shape().equals(from.shape())) {
            throw new IllegalArgumentException(other.shape() + " cannot be added to " + from.shape());
        }
        TensorType to = new TensorType(from.shape(), sums(from.values(), other.values()));
        return add(new Layer.Add(take(LayerKind.ADD), span(), from, to, layer));
    }

    /** Continues from the output of the layer of that name: another branch begins. */
    public NetworkBuilder branch(String layer) {
        TensorType from = yielded(layer);
        branches++;
        String begin = nextName.orElse(BRANCH + branches);
        nextName = Optional.empty();
        return add(new Layer.Branch(taken(begin), span(), from, from, layer));
    }

    /** Puts the channels of the last edge after those that the layer of that name yields. */
    public NetworkBuilder concat(String layer) {
        Shape first = yielded(layer).shape();
        TensorType from = type();
        if (first.height() != from.shape().height()
                || first.width() != from.shape().width()) {
            throw new IllegalArgumentException(from.shape() + " cannot be put after " + first);
        }
        Shape shape = new Shape(first.channels() + from.shape().channels(), first.height(), first.width());
        ValueSet values = yielded(layer).values().equals(from.values()) ? from.values() : ValueSet.REALS;
        return add(new Layer.Concat(take(LayerKind.CONCAT), span(), from, new TensorType(shape, values), layer));
    }

    private TensorType yielded(String layer) {
        return layer(layer).output();
    }

    public NetworkBuilder dropout(double rate) {
        TensorType from = type();
        return add(new Layer.Dropout(take(LayerKind.DROPOUT), span(), from, from, rate));
    }

    public NetworkBuilder recipe(Recipe recipe) {
        recipes.add(recipe);
        return this;
    }

    public NetworkBuilder target(Target target) {
        targets.add(target);
        return this;
    }

    /** The type of the last edge so far. */
    public TensorType type() {
        return layers.isEmpty() ? input() : layers.get(layers.size() - 1).output();
    }

    private TensorType input() {
        return input.orElseThrow(() -> new IllegalStateException("input comes before the layers"));
    }

    /** The layer of that name, which was added before. */
    public Layer layer(String layerName) {
        return layers.stream()
                .filter(l -> l.name().equals(layerName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer " + layerName));
    }

    /** The layers so far. */
    public List<Layer> layers() {
        return Collections.unmodifiableList(layers);
    }

    /** The network. Without recipes it gets a default one, and without classes it gets 0, 1, 2, ... */
    public Network build() {
        int outputs = type().shape().channels();
        List<String> labels = classes.isEmpty()
                ? IntStream.range(0, outputs).mapToObj(Integer::toString).toList()
                : classes;
        List<Recipe> training = recipes.isEmpty() ? List.of(Recipe.standard("default", Span.NONE, "digits")) : recipes;
        List<String> inData = classes.isEmpty() ? labels : classesInData;
        return new Network(name, title, span, input(), labels, inData, layers, training, targets);
    }

    private NetworkBuilder add(Layer layer) {
        layers.add(layer);
        nextSpan = Span.NONE;
        return this;
    }

    private Span span() {
        return nextSpan;
    }

    private String take(LayerKind kind) {
        int number = counts.merge(kind, 1, Integer::sum);
        String layerName = nextName.orElse(kind.stem() + number);
        nextName = Optional.empty();
        return taken(layerName);
    }

    private String taken(String layerName) {
        if (!names.add(layerName)) {
            throw new IllegalArgumentException("two layers named " + layerName);
        }
        return layerName;
    }

    /**
     * The values of a sum of {@code fanIn} products. Sums of odd numbers have a fixed parity, unless taps on zero padding drop out
     * of the sum. Sums over an image or with float weights are real.
     */
    private static ValueSet products(TensorType from, WeightType weights, int fanIn, boolean zeros) {
        ValueSet.Integers in = from.values().integers().orElse(null);
        if (in == null || weights == WeightType.FLOAT) {
            return ValueSet.REALS;
        }
        long most = weights.limit() * Math.max(-in.lo(), in.hi()) * fanIn;
        boolean odd = weights == WeightType.BIPOLAR && in.step() == 2 && !zeros;
        return new ValueSet.Integers(-most, most, odd ? 2 : 1);
    }

    /** The sums of two values: integers if both come from one set of integers, else real numbers. */
    private static ValueSet sums(ValueSet a, ValueSet b) {
        Optional<ValueSet.Integers> one = a.equals(b) ? a.integers() : Optional.empty();
        return one.<ValueSet>map(i -> new ValueSet.Integers(2 * i.lo(), 2 * i.hi(), i.step()))
                .orElse(ValueSet.REALS);
    }
}
