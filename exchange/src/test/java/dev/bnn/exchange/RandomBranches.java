// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Random branches of bits or levels, joined by residuals with and without a shortcut, or by concats of each form. */
abstract class RandomBranches extends RandomLayers {
    /** A value that a later branch can start from. */
    private record Place(
            String value,
            int channels,
            int height,
            int width,
            boolean map,
            boolean last,
            boolean bits,
            Levels levels,
            float size) {}

    RandomBranches(long seed) {
        super(seed);
    }

    private Place place() {
        return new Place(value, channels, height, width, map, last, bits, levels, size);
    }

    private void goTo(Place p) {
        value = p.value();
        channels = p.channels();
        height = p.height();
        width = p.width();
        map = p.map();
        last = p.last();
        bits = p.bits();
        levels = p.levels();
        size = p.size();
    }

    /** With some probability, branches from the last value, which is bits or levels, and joins them. */
    void branches() {
        if (chance(0.15)) {
            residual();
        }
        if (chance(0.1)) {
            concat();
        }
        if (chance(0.05)) {
            dense();
        }
        if (chance(0.05)) {
            concatOfSums();
        }
        if (chance(0.05)) {
            quantizedEach();
        }
    }

    private void residual() {
        Place start = place();
        boolean shortcut = chance(0.5);
        int outputs = shortcut ? between(1, 5) : channels;
        int stride = shortcut && map ? between(1, 2) : 1;
        Levels ends = shortcut ? LEVELS.get(random.nextInt(LEVELS.size())) : levels;
        float unit = shortcut && chance(0.5) ? 0.5f : size;
        branch(outputs, stride, ends, unit);
        Place body = place();
        goTo(start);
        if (shortcut) {
            if (map && chance(0.3)) {
                add("", "MaxPool", Map.of("kernel_shape", Attribute.ints(1, 1)));
            }
            branch(outputs, stride, ends, unit);
        }
        channelsLast(body.last());
        List<String> both = new ArrayList<>(List.of(body.value(), value));
        Collections.shuffle(both, random);
        value = graph.node(name(), "", "Add", Map.of(), both);
        channels = outputs;
        height = body.height();
        width = body.width();
        bits = false;
        affine(0.2);
        if (chance(0.7)) {
            norm();
        }
        if (chance(0.2)) {
            pool();
        }
        quantize();
    }

    /** Two or three branches, one of which may be the unchanged input of the others. */
    private void concat() {
        Place start = place();
        int count = between(2, 3);
        int empty = between(0, 2 * count);
        int stride = empty < count || !map ? 1 : between(1, 2);
        Levels ends = empty < count ? levels : LEVELS.get(random.nextInt(LEVELS.size()));
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            goTo(start);
            if (i != empty) {
                branch(between(1, 4), stride, ends, start.size());
            }
            all.add(place());
        }
        if (count > 2 && chance(0.3)) {
            boolean first = chance(0.5);
            join(first ? all.subList(0, 2) : all.subList(1, 3));
            join(first ? List.of(place(), all.get(2)) : List.of(all.get(0), place()));
        } else {
            join(all);
        }
    }

    /** Each layer reads all previous ones. */
    private void dense() {
        List<Place> all = new ArrayList<>(List.of(place()));
        float unit = size;
        Levels ends = levels;
        for (int i = between(1, 3); i > 0; i--) {
            branch(between(1, 3), 1, ends, unit);
            all.add(chance(0.2) ? 0 : all.size(), place());
            join(all);
        }
    }

    /** Both branches quantize their input. */
    private void quantizedEach() {
        weighted(between(1, 4), 1);
        norm();
        Place start = place();
        Levels ends = LEVELS.get(random.nextInt(LEVELS.size()));
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            goTo(start);
            levels = Levels.SIGN;
            size = 1;
            add(QONNX, "BipolarQuant", Map.of(), scalar(1));
            bits = true;
            branch(between(1, 3), 1, ends, 0.5f);
            all.add(place());
        }
        join(all);
    }

    /** The quantizer of all branches follows their concat. */
    private void concatOfSums() {
        Place start = place();
        int stride = map ? between(1, 2) : 1;
        boolean normalized = chance(0.5);
        List<Place> all = new ArrayList<>();
        for (int i = between(2, 3); i > 0; i--) {
            goTo(start);
            weighted(between(1, 4), stride);
            affine(0.2);
            if (normalized) {
                norm();
                affine(0.2);
            }
            all.add(place());
        }
        join(all);
        // A pool only keeps the order of values, so nothing is multiplied after it.
        if (chance(0.3)) {
            pool();
        } else {
            affine(0.2);
            if (!normalized && chance(0.5)) {
                norm();
            }
        }
        quantize();
    }

    private void join(List<Place> all) {
        boolean alike = all.get(0).last();
        List<String> names = new ArrayList<>();
        for (Place p : all) {
            goTo(p);
            channelsLast(alike);
            names.add(value);
        }
        int axis = map && last ? 3 : 1;
        axis = opset >= 11 && chance(0.3) ? axis - (map ? 4 : 2) : axis;
        value = graph.node(name(), "", "Concat", Map.of("axis", new Attribute.Int(axis)), names);
        channels = all.stream().mapToInt(Place::channels).sum();
    }

    /** One or two layers with weights, ending with the levels {@code ends}. */
    private void branch(int outputs, int stride, Levels ends, float unit) {
        nothing();
        requantize();
        if (chance(0.3)) {
            weighted(between(1, 4), 1);
            norm();
            quantize();
        }
        weighted(outputs, stride);
        affine(0.2);
        if (chance(0.5)) {
            norm();
        }
        quantize(ends, unit);
        nothing();
    }

    /** A convolution padded so that only its stride makes the map smaller; on vectors, a dense layer. */
    private void weighted(int outputs, int stride) {
        if (!map) {
            dense(outputs);
            return;
        }
        int kernel = chance(0.5) ? 1 : 3;
        Map<String, Attribute> attributes =
                GraphBuilder.windows(Window.square(kernel, stride), new Padding(kernel / 2, 0));
        add("", "Conv", attributes, weights(0, outputs, channels, kernel, kernel));
        channels = outputs;
        height = (height - 1) / stride + 1;
        width = (width - 1) / stride + 1;
        bits = false;
    }
}
