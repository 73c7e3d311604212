// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import java.util.Arrays;

/**
 * The fewest words with which a stream around a residual cannot block a pipeline, from the loops of the units alone.
 *
 * <p>Of a residual, F copies the words, A adds them, and the units between lead from F to A. Let need(n) be the words that
 * F must have written until the unit before A can write its n-th: through one unit those that the iteration reads which
 * writes that word, and all before it; where units stall, S iterations more, since S stages hand a word on when as many
 * more iterations have begun. A stream around is deep enough where for each n it holds need(n + 1) - n words.
 *
 * <p>Proof. Let nothing move. Go back from the answer, which is always taken, to the first unit that does not wait for
 * a word. It waits for room; the unit after it waits for a word, so the room is not in the stream to that one: the unit
 * is an F, and the stream around its residual is full. Its A, like all units since, waits for a word. It has read n
 * words, so F has written n plus a full stream, at least need(n + 1), to either side. The word that A waits for does
 * not come from around, where more than n were written. The units between wait for words and have room, so they have
 * done all that their words let them do, and the word n + 1 of the last of them is there. So something moves. This
 * holds with any depths of the other streams, with residuals inside residuals, with units that flush, for which need is
 * less, and with loops that run empty between, after which no further iterations are needed. One word less blocks: F
 * cannot write need(n + 1) words before A has read one more.
 */
final class SkipDepths {
    private SkipDepths() {}

    /** The fewest words of a stream of a pipeline: for one around a residual what keeps it from blocking. */
    static int minDepth(Dataflow flow, Dataflow.Stream stream, PipelineStages stages) {
        if (!stream.skips()) {
            return Dataflow.MIN_DEPTH;
        }
        int ahead = stages.stalls() ? stages.count() : 0;
        Lead[] between = flow.units().subList(stream.writer() + 1, stream.reader()).stream()
                .map(unit -> new Lead(unit, ahead))
                .toArray(Lead[]::new);
        // All images need the same: a unit reads and writes as many words for each.
        long words = flow.units().get(stream.reader()).cycles();
        long min = Dataflow.MIN_DEPTH;
        for (long n = 0; n < words; n++) {
            long need = n + 1;
            for (int i = between.length - 1; i >= 0; i--) {
                need = between[i].need(need);
            }
            min = Math.max(min, need - n);
        }
        return Math.toIntExact(min);
    }

    /** How many words a unit must have read to write so many, images without end. */
    private static final class Lead {
        private final int ahead;
        private final long iterations;
        /** The iterations of an image that read, and those that write, in order. */
        private final long[] reads;

        private final long[] writes;

        Lead(Unit unit, int ahead) {
            this.ahead = ahead;
            Program program = Program.of(unit);
            iterations = program.cycles();
            reads = program.iterations(Program::reads);
            writes = program.iterations(Program::writes);
        }

        long need(long written) {
            long image = (written - 1) / writes.length;
            long last = image * iterations + writes[(int) ((written - 1) % writes.length)] + ahead;
            int at = Arrays.binarySearch(reads, last % iterations);
            return last / iterations * reads.length + (at >= 0 ? at + 1 : -at - 1);
        }
    }
}
