// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.data;

import java.util.List;

/**
 * The figures of the vendor's tools for a design, with its estimate. A figure that a tool did not report is NaN.
 *
 * @param clockMhz the requested clock
 * @param hlsMhz the fastest clock by the estimate of HLS
 * @param routedMhz the fastest clock of the routed design: 1 / (period - setup slack)
 * @param setupSlack setup slack of the worst path, in ns
 * @param holdSlack hold slack of the worst path, in ns
 * @param interval cycles per image by the simulation of the dataflow
 * @param hlsInterval cycles per image by HLS
 */
public record VendorFigures(
        List<Row> rows,
        double clockMhz,
        double hlsMhz,
        double routedMhz,
        double setupSlack,
        double holdSlack,
        double interval,
        double hlsInterval) {
    public VendorFigures {
        rows = List.copyOf(rows);
    }

    /**
     * One kind of resource.
     *
     * @param core our estimate of what HLS generates: the pipeline without the board's shell
     * @param hls the estimate of HLS
     * @param whole our estimate with the shell
     * @param routed the routed design
     */
    public record Row(String resource, double core, double hls, double whole, double routed) {}
}
