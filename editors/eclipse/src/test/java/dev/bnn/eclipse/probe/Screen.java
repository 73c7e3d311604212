// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.probe;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;

/** Runs work on the display's thread, waits for conditions, and takes pictures of the screen. */
record Screen(Display display, Path folder, PrintStream seen) {
    private static final int PATIENCE_MILLISECONDS = 180_000;
    private static final int PAUSE_MILLISECONDS = 100;

    /** Calls a function on the display's thread. */
    <T> T get(Callable<T> work) throws Exception {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        display.syncExec(() -> {
            try {
                result.set(work.call());
            } catch (Exception e) {
                failure.set(e);
            }
        });
        if (failure.get() != null) {
            throw failure.get();
        }
        return result.get();
    }

    /** Work that may throw. */
    interface Work {
        void run() throws Exception;
    }

    /** Runs work on the display's thread. */
    void run(Work work) throws Exception {
        get(() -> {
            work.run();
            return null;
        });
    }

    /** Waits until a condition holds, evaluating it on the display's thread; fails after some minutes. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        for (int waited = 0; waited < PATIENCE_MILLISECONDS; waited += PAUSE_MILLISECONDS) {
            if (get(condition)) {
                return;
            }
            Thread.sleep(PAUSE_MILLISECONDS);
        }
        picture("timeout");
        throw new AssertionError("not within minutes: " + what);
    }

    /** Lets the display draw, then writes NAME.png. */
    void picture(String name) throws Exception {
        for (int i = 0; i < 10; i++) {
            Thread.sleep(PAUSE_MILLISECONDS);
            run(() -> {});
        }
        run(() -> {
            Image image = new Image(display, display.getBounds().width, display.getBounds().height);
            GC gc = new GC(display);
            gc.copyArea(image, 0, 0);
            gc.dispose();
            ImageLoader loader = new ImageLoader();
            loader.data = new org.eclipse.swt.graphics.ImageData[] {image.getImageData()};
            loader.save(folder.resolve(name + ".png").toString(), SWT.IMAGE_PNG);
            image.dispose();
        });
    }

    /** Writes down a line for the test. */
    void note(String name, Object value) {
        seen.println(name + " " + value);
    }
}
