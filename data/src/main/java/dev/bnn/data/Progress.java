// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

/** Receives the progress of a download, a generation or a load. Only one thread at a time calls it. */
public interface Progress {
    /** Reports nothing. */
    Progress NONE = (task, done, total) -> {};

    /**
     * Reports progress.
     *
     * @param task the work, in words
     * @param done bytes or images done so far
     * @param total bytes or images in total; -1 if unknown
     */
    void step(String task, long done, long total);

    /** Reports a fact, such as how a folder was split. */
    default void message(String text) {}
}
