// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.model.Activation;
import dev.bnn.model.Factor;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import dev.bnn.template.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the call in the script that computes a layer.
 *
 * @param kept names of the layers that a layer other than the next one reads
 */
record LayerCalls(Set<String> kept) implements Layer.Visitor<ScriptView.Call> {
    /** Stands for the preceding layer; no layer has this name. */
    private static final String BEFORE = "";

    static List<ScriptView.Call> of(Network network) {
        LayerCalls calls = new LayerCalls(network.layers().stream()
                .flatMap(layer -> layer.reads(BEFORE).stream())
                .filter(name -> !name.equals(BEFORE))
                .collect(Collectors.toSet()));
        return network.layers().stream().map(layer -> layer.accept(calls)).toList();
    }

    private ScriptView.Call call(
            Layer layer, String operation, List<ScriptView.Worded> texts, ScriptView.Coded... numbers) {
        String targets = kept.contains(layer.name()) ? variable(layer.name()) + " = x" : "x";
        return new ScriptView.Call(
                targets, operation, new Text(layer.name()), new ScriptView.Entries(texts, List.of(numbers)));
    }

    /** No word of Python begins with this prefix. */
    private static String variable(String layer) {
        return "kept_" + layer;
    }

    private static ScriptView.Coded number(String name, Object value) {
        return new ScriptView.Coded(name, value.toString());
    }

    private static ScriptView.Coded size(Window window) {
        return number("size", pair(window.kernelHeight(), window.kernelWidth()));
    }

    private static ScriptView.Coded stride(Window window) {
        return number("stride", pair(window.strideY(), window.strideX()));
    }

    /** Rows and columns, as PyTorch takes them: one number if they are equal. */
    private static String pair(int rows, int columns) {
        return rows == columns ? Integer.toString(rows) : "(" + rows + ", " + columns + ")";
    }

    /** Left, right, top and bottom, in the order of {@code F.pad}; one number if they are all equal. */
    private static String sides(Padding padding) {
        return padding.isUniform()
                ? Integer.toString(padding.top())
                : "(" + padding.left() + ", " + padding.right() + ", " + padding.top() + ", " + padding.bottom() + ")";
    }

    @Override
    public ScriptView.Call conv(Layer.Conv layer) {
        return convolution(layer, "conv", layer.window(), layer.padding(), layer.groups());
    }

    @Override
    public ScriptView.Call depthwise(Layer.Depthwise layer) {
        return convolution(layer, "depthwise", layer.window(), layer.padding(), 1);
    }

    private ScriptView.Call convolution(Layer layer, String operation, Window window, Padding padding, int groups) {
        List<ScriptView.Coded> numbers = new ArrayList<>(
                List.of(stride(window), number("padding", sides(padding)), number("value", padding.value())));
        if (window.dilationY() > 1 || window.dilationX() > 1) {
            numbers.add(number("dilation", pair(window.dilationY(), window.dilationX())));
        }
        if (groups > 1) {
            numbers.add(number("groups", groups));
        }
        return call(layer, operation, List.of(), numbers.toArray(ScriptView.Coded[]::new));
    }

    @Override
    public ScriptView.Call dense(Layer.Dense layer) {
        return call(layer, "dense", List.of());
    }

    @Override
    public ScriptView.Call maxPool(Layer.MaxPool layer) {
        List<ScriptView.Coded> numbers = new ArrayList<>(List.of(size(layer.window()), stride(layer.window())));
        if (!layer.padding().isNone()) {
            numbers.add(number("padding", sides(layer.padding())));
        }
        return call(layer, "max_pool", List.of(), numbers.toArray(ScriptView.Coded[]::new));
    }

    @Override
    public ScriptView.Call avgPool(Layer.AvgPool layer) {
        return call(layer, "avg_pool", List.of(), size(layer.window()), stride(layer.window()));
    }

    @Override
    public ScriptView.Call shuffle(Layer.Shuffle layer) {
        return call(
                layer, "shuffle", List.of(), number("groups", layer.channels().groups()));
    }

    @Override
    public ScriptView.Call upsample(Layer.Upsample layer) {
        Factor factor = layer.factor();
        return call(layer, "upsample", List.of(), number("rows", factor.rows()), number("columns", factor.columns()));
    }

    @Override
    public ScriptView.Call batchNorm(Layer.BatchNorm layer) {
        Text eps = new Text(layer.eps().toPlainString());
        return call(layer, "batch_norm", List.of(new ScriptView.Worded("eps", eps)));
    }

    @Override
    public ScriptView.Call quantize(Layer.Quantize layer) {
        Activation activation = layer.activation();
        Text kind = new Text(
                activation.equals(Activation.SIGN)
                        ? "sign"
                        : switch (activation.levels()) {
                            case SIGNED -> "quant";
                            case UNSIGNED -> "relu";
                            case TERNARY -> "ternary";
                            case RECTIFIED -> "rectifier";
                        });
        return call(layer, "quantize", List.of(new ScriptView.Worded("kind", kind)), number("bits", activation.bits()));
    }

    @Override
    public ScriptView.Call add(Layer.Add layer) {
        return call(layer, "add", List.of(), number("other", variable(layer.from())));
    }

    @Override
    public ScriptView.Call branch(Layer.Branch layer) {
        return call(layer, "branch", List.of(), number("other", variable(layer.from())));
    }

    @Override
    public ScriptView.Call concat(Layer.Concat layer) {
        return call(layer, "concat", List.of(), number("other", variable(layer.from())));
    }

    @Override
    public ScriptView.Call flatten(Layer.Flatten layer) {
        return call(layer, "flatten", List.of());
    }

    @Override
    public ScriptView.Call dropout(Layer.Dropout layer) {
        return call(layer, "dropout", List.of(), number("rate", layer.rate()));
    }
}
