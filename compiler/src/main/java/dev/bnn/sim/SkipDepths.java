// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import java.util.Arrays;

/**
 * The smallest depth with which a stream around a residual cannot block a pipeline, computed from the loops of the units.
 *
 * <p>In a residual, the fork F copies each word, the add A sums the copies, and the units of the body lead from F to A. Let
 * need(n) be the number of words that F must have written before the last unit of the body can write its n-th word. For one
 * unit these are the words read up to and including the iteration that writes the n-th word. If units stall, S more
 * iterations must have begun, since a word passes S stages. The stream around the body is deep enough if it holds
 * need(n + 1) - n words for each n.
 *
 * <p>Proof. Suppose that no unit can continue. Start at the answer, which is always read, and go upstream to the first unit that
 * does not wait for a word. It waits for room. The unit after it waits for a word, so the stream between them has room. So the
 * unit is a fork F, and the stream around its residual is full. Its add A waits for a word, like all units downstream of F. Say
 * that A has read n words. Then F has written n words and a full stream, at least need(n + 1), to either side. More than n of
 * them are in the stream around, so A does not wait for that one. The units of the body wait for words and have room, so they
 * have done all iterations that their words allow, and the last of them has written word n + 1. So A can continue: a
 * contradiction. The proof holds for any depths of the other streams, for nested residuals, for units that flush, for which
 * need is smaller, and for loops that end between images, after which no further iterations are needed. With one word less the
 * pipeline blocks: F cannot write need(n + 1) words before A has read one more.
 */
final class SkipDepths {
    private SkipDepths() {}

    /** The smallest depth of a stream of a pipeline; for a stream around a residual, the smallest that does not block. */
    static int minDepth(Dataflow flow, Dataflow.Stream stream, PipelineStages stages) {
        if (!stream.skips()) {
            return Dataflow.MIN_DEPTH;
        }
        int ahead = stages.stalls() ? stages.count() : 0;
        Lead[] between = flow.units().subList(stream.writer() + 1, stream.reader()).stream()
                .map(unit -> new Lead(unit, ahead))
                .toArray(Lead[]::new);
        // The words of one image suffice: a unit reads and writes the same number of words for each image.
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

    /** How many words a unit must have read to write a number of words, over any number of images. */
    private static final class Lead {
        private final int ahead;
        private final long iterations;
        /** The iterations of an image that read, in order, and those that write. */
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
