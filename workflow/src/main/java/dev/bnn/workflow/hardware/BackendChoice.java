// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.model.target.Target;
import dev.bnn.workflow.WorkflowException;
import java.util.Arrays;
import java.util.Locale;

/** The back ends that a build asks for: the values of {@code bnn.backend}. */
public enum BackendChoice {
    HLS,
    RTL,
    BOTH;

    /** Why a design has no HLS project. */
    public static final String RTL_ALONE = "bnn.backend is rtl";

    /** @throws WorkflowException if the text names none */
    public static BackendChoice of(String text) throws WorkflowException {
        return Arrays.stream(values())
                .filter(c -> c.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new WorkflowException(
                        "bnn.backend is " + (text.isBlank() ? "empty" : text) + "; give hls, rtl or both."));
    }

    /**
     * This choice, limited to what a target supports: boards for open tools take only RTL, since no HLS tool supports their
     * chips.
     */
    public BackendChoice on(Target target) {
        return target.board().open().isPresent() ? RTL : this;
    }

    /** The value as a user writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The back end whose costs and latencies give the figures of a target's design: RTL if only RTL is requested, otherwise HLS.
     */
    public Backend figures(Target target) {
        return on(target) == RTL ? Backends.RTL : Backends.HLS;
    }

    public boolean hls() {
        return this != RTL;
    }

    public boolean rtl() {
        return this != HLS;
    }
}
