// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of one run of the test bench. */
record JobOutput(int images, long bits, long differing, Optional<Simulation.Mismatch> mismatch) {
    private static final Pattern COMPARED = Pattern.compile("compared: (\\d+)");
    private static final Pattern DIFFERS =
            Pattern.compile("differs: image (\\d+) (?:class|place) (\\d+) expected (-?\\d+) found (-?\\d+)");
    private static final Pattern RESULT = Pattern.compile("result: images (\\d+) bits (\\d+) differing (\\d+)");

    /** Parses the lines of a run. */
    static final class Reader {
        private final IntConsumer progress;
        private int compared;
        private String last = "";
        private Simulation.Mismatch mismatch;
        private JobOutput result;

        /** @param progress receives the number of newly finished images */
        Reader(IntConsumer progress) {
            this.progress = progress;
        }

        void line(String line) {
            Matcher m = COMPARED.matcher(line);
            if (m.matches()) {
                int now = Integer.parseInt(m.group(1));
                progress.accept(now - compared);
                compared = now;
                return;
            }
            last = line;
            m = DIFFERS.matcher(line);
            if (m.matches() && mismatch == null) {
                mismatch = new Simulation.Mismatch(
                        Integer.parseInt(m.group(1)),
                        Integer.parseInt(m.group(2)),
                        Long.parseLong(m.group(3)),
                        Long.parseLong(m.group(4)),
                        Optional.empty());
            }
            m = RESULT.matcher(line);
            if (m.matches()) {
                result = new JobOutput(
                        Integer.parseInt(m.group(1)),
                        Long.parseLong(m.group(2)),
                        Long.parseLong(m.group(3)),
                        Optional.ofNullable(mismatch));
            }
        }

        JobOutput result(int status) throws SimulationException {
            if (result == null || status != (result.differing() == 0 ? 0 : 1)) {
                throw new SimulationException("the C simulation ended with status " + status + " after " + compared
                        + " images" + (last.isEmpty() ? "" : ": " + last));
            }
            return result;
        }
    }
}
