// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.model.Layer;
import dev.bnn.model.TensorType;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known about a text, with or without errors.
 *
 * @param image the type that the first layer reads; empty if the input section is missing or wrong
 * @param layers the layers in order, up to the first one whose shapes are uncertain
 * @param complete whether these are all layers
 * @param constants the values of the constants; empty for wrong ones
 */
public record Checked(
        Optional<TensorType> image, List<Placed> layers, boolean complete, Map<String, OptionalLong> constants) {
    /** What is known about a text that cannot be read. */
    public static final Checked NOTHING = new Checked(Optional.empty(), List.of(), false, Map.of());

    public Checked {
        layers = List.copyOf(layers);
        constants = Map.copyOf(constants);
    }

    /**
     * A layer and where it comes from.
     *
     * @param statement the statement that declares it; the same for each use of its block
     * @param calls the uses of blocks that lead to it, the outermost first; none if it stands in the layers section
     */
    public record Placed(Layer layer, LayerStatement statement, List<Call> calls) {
        public Placed {
            calls = List.copyOf(calls);
        }
    }

    /**
     * A use of a block that is expanded.
     *
     * @param arguments the arguments by parameter; empty for wrong ones
     */
    public record Call(Statement.Use use, Map<String, OptionalLong> arguments) {
        public Call {
            arguments = Map.copyOf(arguments);
        }
    }
}
