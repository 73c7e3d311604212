// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.emit.hls.HlsBackend;

/** The back ends that goals can use. */
public final class Backends {
    /** C++ for the vendor's HLS tool. */
    public static final Backend HLS = new HlsBackend();

    private Backends() {}

    /** The variable PATH of this process, in which tools are looked for. */
    static String path() {
        return System.getenv().getOrDefault("PATH", "");
    }
}
