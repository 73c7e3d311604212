// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.edit.Range;

/**
 * A line above a section that says something about it, or does something with it.
 *
 * @param range the section's keyword
 * @param title text of the line
 * @param action action of a click
 * @param argument the recipe or target for the action; empty for actions without one
 */
public record Lens(Range range, String title, Action action, String argument) {
    /** What an editor can start from a lens. */
    public enum Action {
        /** Nothing: it only says something. */
        NONE(""),
        /** Runs the goal {@code train} with a recipe. */
        TRAIN("bnn.train"),
        /** Runs the goal {@code synthesize} for a target. */
        SYNTHESIZE("bnn.synthesize"),
        /** Opens the report of the model in a browser. */
        REPORT("bnn.openReport");

        private final String command;

        Action(String command) {
            this.command = command;
        }

        /** The identifier of the command; empty for none. */
        public String command() {
            return command;
        }
    }
}
