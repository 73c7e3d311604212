// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.source.Span;

/**
 * A thing in a model file that has a name.
 *
 * @param declared place of the name in its declaration; if it has no name of its own, the place that stands for it
 * @param named false for a layer whose name is that of its kind with a number, and for a section with the default name
 */
public record Symbol(Kind kind, String name, Span declared, boolean named) {
    /** The kind of a symbol. */
    public enum Kind {
        NETWORK("network"),
        CONSTANT("constant"),
        BLOCK("block"),
        PARAMETER("parameter"),
        LAYER("layer"),
        RECIPE("recipe"),
        TARGET("target");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The kind as text for people. */
        public String text() {
            return text;
        }
    }
}
