// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.doctor;

import dev.bnn.workflow.goals.authoring.DoctorGoal;

/**
 * One line of what {@link DoctorGoal} found.
 *
 * @param what the thing examined, in a word or two
 * @param found what was found, or that it is missing
 * @param costs what does not work without it; empty if nothing is wrong
 * @param next the next action; empty if nothing is wrong
 */
public record DoctorFinding(State state, String what, String found, String costs, String next) {
    /** Severity of a finding. */
    public enum State {
        OK,
        /** Works, with a limit that the user should know. */
        NOTE,
        MISSING
    }

    public static DoctorFinding ok(String what, String found) {
        return new DoctorFinding(State.OK, what, found, "", "");
    }

    public static DoctorFinding note(String what, String found, String costs, String next) {
        return new DoctorFinding(State.NOTE, what, found, costs, next);
    }

    public static DoctorFinding missing(String what, String found, String costs, String next) {
        return new DoctorFinding(State.MISSING, what, found, costs, next);
    }
}
