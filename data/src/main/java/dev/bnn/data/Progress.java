// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

/** Told how far a download, a generation or a load is. Called from one thread at a time. */
public interface Progress {
    /** Says nothing. */
    Progress NONE = (task, done, total) -> {};

    /**
     * Work went on.
     *
     * @param task what is being done, for people
     * @param done bytes or images done so far
     * @param total of how many; -1 if not known
     */
    void step(String task, long done, long total);

    /** A line worth reading, such as how a folder was split. */
    default void message(String text) {}
}
