// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to synthesize.
 *
 * @param project folder of the project
 * @param network name of the network
 * @param log file for the tool's output
 * @param simulates whether the tool runs its own simulation first
 * @param limit time after which the tool is ended
 */
public record SynthesisRequest(Path project, String network, Path log, boolean simulates, Duration limit) {
    /** No tool takes longer. */
    public static final Duration UNLIMITED = Duration.ofDays(365);
}
