// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.probe;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;

/** Starts once the workbench has started, runs the steps, and closes the workbench. */
public final class Probe implements IStartup {
    private static final int GRACE_MILLISECONDS = 30_000;

    @Override
    public void earlyStartup() {
        Path folder = Path.of(System.getProperty("bnn.probe"));
        Thread worker = new Thread(() -> run(folder), "probe");
        worker.setDaemon(true);
        worker.start();
    }

    private static void run(Path folder) {
        Display display = PlatformUI.getWorkbench().getDisplay();
        try (PrintStream seen =
                new PrintStream(Files.newOutputStream(folder.resolve("seen.txt")), true, StandardCharsets.UTF_8)) {
            try {
                new Steps(new Screen(display, folder, seen)).run();
                seen.println("done");
            } catch (Exception | LinkageError | AssertionError e) {
                seen.println("failed " + e);
                e.printStackTrace(seen);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            display.asyncExec(() -> {
                PlatformUI.getWorkbench()
                        .getActiveWorkbenchWindow()
                        .getActivePage()
                        .closeAllEditors(false);
                PlatformUI.getWorkbench().close();
            });
            halt();
        }
    }

    /** Ends the process if the workbench does not end by itself, for example because of an open dialog. */
    private static void halt() {
        try {
            Thread.sleep(GRACE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
