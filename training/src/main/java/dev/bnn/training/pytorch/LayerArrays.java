// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.model.Layer;
import dev.bnn.template.Text;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The trained arrays of a layer, in the order in which their initial values are drawn. */
final class LayerArrays implements Layer.Visitor<List<ScriptView.Array>> {
    @Override
    public List<ScriptView.Array> conv(Layer.Conv layer) {
        return matrix(layer, layer.rows() / layer.groups());
    }

    @Override
    public List<ScriptView.Array> depthwise(Layer.Depthwise layer) {
        // Channels stay separate, so each input feeds as many outputs as each output reads inputs.
        return matrix(layer, layer.columns());
    }

    @Override
    public List<ScriptView.Array> dense(Layer.Dense layer) {
        return matrix(layer, layer.rows());
    }

    private static List<ScriptView.Array> matrix(Layer.Weighted layer, int fanOut) {
        String shape =
                Arrays.stream(layer.weightShape()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return List.of(new ScriptView.Array(
                new Text(layer.name() + ".weight"),
                "(" + shape + ")",
                new Text(layer.weights().word()),
                layer.columns(),
                fanOut));
    }

    @Override
    public List<ScriptView.Array> maxPool(Layer.MaxPool layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> avgPool(Layer.AvgPool layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> batchNorm(Layer.BatchNorm layer) {
        return List.of(vector(layer, "gamma"), vector(layer, "beta"));
    }

    private static ScriptView.Array vector(Layer.BatchNorm layer, String part) {
        String shape = "(" + layer.input().shape().channels() + ",)";
        return new ScriptView.Array(new Text(layer.name() + "." + part), shape, new Text(part), 0, 0);
    }

    @Override
    public List<ScriptView.Array> quantize(Layer.Quantize layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> shuffle(Layer.Shuffle layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> upsample(Layer.Upsample layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> add(Layer.Add layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> branch(Layer.Branch layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> concat(Layer.Concat layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> flatten(Layer.Flatten layer) {
        return List.of();
    }

    @Override
    public List<ScriptView.Array> dropout(Layer.Dropout layer) {
        return List.of();
    }
}
