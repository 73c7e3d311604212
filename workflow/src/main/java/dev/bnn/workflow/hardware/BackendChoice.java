// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.model.target.Target;
import dev.bnn.workflow.WorkflowException;
import java.util.Arrays;
import java.util.Locale;

/** The back ends that a build asks for: what {@code bnn.backend} can be. */
public enum BackendChoice {
    HLS,
    RTL,
    BOTH;

    /** Why a design has no HLS project. */
    public static final String RTL_ALONE = "bnn.backend is rtl";

    /** @throws WorkflowException where the text names none */
    public static BackendChoice of(String text) throws WorkflowException {
        return Arrays.stream(values())
                .filter(c -> c.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new WorkflowException(
                        "bnn.backend is " + (text.isBlank() ? "empty" : text) + "; give hls, rtl or both."));
    }

    /** What a target can have: boards for open tools take RTL alone, since no HLS tool knows their chips. */
    public BackendChoice on(Target target) {
        return target.board().open().isPresent() ? RTL : this;
    }

    /** As a person writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The back end whose costs and latencies give the figures of a target's design: RTL where it is asked for alone. */
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
