// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.Target;
import dev.bnn.source.Span;
import java.util.List;

/**
 * A checked network: every type is known and every rule of the language holds.
 *
 * @param name the identifier; the output folder is named after it
 * @param title a sentence for people, or empty
 * @param input type of the image; its value set is {@link ValueSet.ScaledBytes}
 * @param classes one name per channel of the last layer, which yields one position, or a map of them
 * @param classesInData name of each class in the data: the same name, unless the model says otherwise
 * @param layers the layers in order; each one reads those that {@link Layer#reads} names, usually the one before it
 * @param recipes the train sections, at least one
 * @param targets the target sections, perhaps none
 */
public record Network(
        String name,
        String title,
        Span span,
        TensorType input,
        List<String> classes,
        List<String> classesInData,
        List<Layer> layers,
        List<Recipe> recipes,
        List<Target> targets) {
    /** Stands for the image among the indices of layers. */
    public static final int IMAGE = -1;

    public Network {
        classes = List.copyOf(classes);
        classesInData = List.copyOf(classesInData);
        layers = List.copyOf(layers);
        recipes = List.copyOf(recipes);
        targets = List.copyOf(targets);
    }

    /** The shape of the last layer's output: the classes as channels, at one position or at those of a map. */
    public Shape output() {
        return layers.get(layers.size() - 1).output().shape();
    }

    /** True if the network gives a class at each position of a map, not one to the image. */
    public boolean givesMap() {
        return output().pixels() > 1;
    }

    /** What the bytes of an image stand for. */
    public ValueSet.ScaledBytes inputScale() {
        return (ValueSet.ScaledBytes) input.values();
    }

    /** True if no layer is {@link #isFloat}. */
    public boolean synthesizable() {
        return layers.stream().noneMatch(Network::isFloat);
    }

    /** True for a layer with float weights, or an activation without levels, which hardware cannot have. */
    public static boolean isFloat(Layer layer) {
        return layer instanceof Layer.Weighted w && w.weights() == WeightType.FLOAT
                || layer instanceof Layer.Quantize q && q.activation().smooth();
    }

    /**
     * The layers whose outputs a layer reads, in the order of its operands.
     *
     * @param index index of the layer in {@link #layers}
     * @return their indices; {@link #IMAGE} for the image
     */
    public List<Integer> inputs(int index) {
        if (index == 0) {
            return List.of(IMAGE);
        }
        String before = layers.get(index - 1).name();
        return layers.get(index).reads(before).stream()
                .map(name -> name.equals(before) ? index - 1 : layers.indexOf(layer(name)))
                .toList();
    }

    /** The layer of that name. */
    public Layer layer(String layerName) {
        return layers.stream()
                .filter(l -> l.name().equals(layerName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer " + layerName + " in " + name));
    }
}
