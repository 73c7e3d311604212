// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.rounds.State;
import dev.bnn.training.rounds.StateLayout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph's state as one array. */
final class FlatState {
    private final Graph graph;
    private final StateLayout layout;

    FlatState(Graph graph, Recipe recipe) {
        this.graph = graph;
        Set<String> signs = recipe.descent().optimizer() instanceof Descent.Optimizer.Bop
                ? graph.weights().stream()
                        .filter(w -> w.type() == WeightType.BIPOLAR)
                        .map(Weight::name)
                        .collect(Collectors.toSet())
                : Set.of();
        List<StateLayout.Part> parts = new ArrayList<>();
        graph.stateArrays().forEach((name, array) -> {
            StateLayout.Rule rule = signs.contains(name) ? StateLayout.Rule.MAJORITY : StateLayout.Rule.MEAN;
            parts.add(new StateLayout.Part(name, (int) array.length(), rule));
        });
        layout = new StateLayout(parts);
    }

    StateLayout layout() {
        return layout;
    }

    /** A copy of the state. */
    State get() {
        float[] values = new float[layout.length()];
        int at = 0;
        for (INDArray array : graph.stateArrays().values()) {
            FloatBuffer floats = Native.floats(array);
            floats.get(0, values, at, (int) array.length());
            at += (int) array.length();
        }
        return new State(values, graph.steps());
    }

    /** Restores a state of the same layout. */
    void restore(State state) {
        if (state.values().length != layout.length()) {
            throw new IllegalArgumentException(
                    "a state of " + state.values().length + " values, not " + layout.length());
        }
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        int at = 0;
        for (StateLayout.Part part : layout.parts()) {
            float[] values = Arrays.copyOfRange(state.values(), at, at + part.length());
            arrays.put(part.name(), new Parameters.Array(new int[] {part.length()}, values));
            at += part.length();
        }
        graph.restore(new Parameters(arrays), state.steps());
    }
}
