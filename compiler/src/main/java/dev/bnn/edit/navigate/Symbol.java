// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.source.Span;

/**
 * What has a name.
 *
 * @param declared the name in its declaration; what stands for it, where it has no name of its own
 * @param named false for a layer that has the name of its kind with a number, and a section that is called by default
 */
public record Symbol(Kind kind, String name, Span declared, boolean named) {
    /** What it is. */
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

        /** For people. */
        public String text() {
            return text;
        }
    }
}
