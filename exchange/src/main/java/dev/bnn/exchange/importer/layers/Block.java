// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.layers;

import java.util.List;

/** A statement of the layers section: a layer, or branches and what joins them. */
public sealed interface Block {
    /** One method per kind of statement. */
    interface Visitor<R> {
        R layer(ImportedLayer layer);

        R residual(Residual residual);

        R concat(Concat concat);
    }

    <R> R accept(Visitor<R> visitor);

    /** A single layer. */
    record Single(ImportedLayer layer) implements Block {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.layer(layer);
        }
    }

    /**
     * A residual.
     *
     * @param body at least one statement
     * @param shortcut empty if the residual adds its own input
     */
    record Residual(List<Block> body, List<Block> shortcut) implements Block {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.residual(this);
        }
    }

    /**
     * A concat.
     *
     * @param branches two or more, at most one of which is empty
     */
    record Concat(List<List<Block>> branches) implements Block {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }
    }
}
