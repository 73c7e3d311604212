// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.data.ImageSet;
import dev.bnn.runtime.BnnModel;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import java.util.Arrays;

/** Compares the compiled network with the float model on many images: every pair of scores must have the same order. */
public final class ScoreOrderCheck {
    private ScoreOrderCheck() {}

    public static void check(FloatModel trained, BnnModel compiled, ImageSet images, Events events)
            throws WorkflowException {
        for (int i = 0; i < images.count(); i++) {
            byte[] image = images.image(i);
            double[] wanted = trained.scores(image);
            long[] got = compiled.scores(image);
            if (!sameOrder(wanted, got, compiled.classes().size())) {
                throw WorkflowException.ofSystem("The compiled network differs from the trained one on test image " + i
                        + ": scores " + Arrays.toString(got) + " where training gives " + Arrays.toString(wanted)
                        + ". This is a defect of the compiler: please report it with the model and " + compiled.name()
                        + ".npz.");
            }
            events.progress("comparing with the trained network", i + 1, images.count(), "images");
        }
    }

    /** @param classes number of scores per position; only scores of the same position are compared */
    static boolean sameOrder(double[] wanted, long[] got, int classes) {
        if (wanted.length != got.length) {
            return false;
        }
        for (int a = 0; a < got.length; a++) {
            for (int b = a + 1; b < (a / classes + 1) * classes; b++) {
                if (Integer.signum(Double.compare(wanted[a] + 0.0, wanted[b] + 0.0))
                        != Integer.signum(Long.compare(got[a], got[b]))) {
                    return false;
                }
            }
        }
        return true;
    }
}
