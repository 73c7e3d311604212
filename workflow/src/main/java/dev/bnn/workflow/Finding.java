// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

/**
 * One line of what {@link DoctorStep} found.
 *
 * @param what the thing looked at, in a word or two
 * @param found what there is, or that there is none
 * @param costs what cannot be done without it; empty where nothing is wrong
 * @param next what to do about it; empty where nothing is wrong
 */
public record Finding(State state, String what, String found, String costs, String next) {
    /** How bad it is. */
    public enum State {
        OK,
        /** Works, with a limit that a person should know. */
        NOTE,
        MISSING
    }

    static Finding ok(String what, String found) {
        return new Finding(State.OK, what, found, "", "");
    }

    static Finding note(String what, String found, String costs, String next) {
        return new Finding(State.NOTE, what, found, costs, next);
    }

    static Finding missing(String what, String found, String costs, String next) {
        return new Finding(State.MISSING, what, found, costs, next);
    }
}
