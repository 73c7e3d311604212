// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.probe;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.core.commands.Command;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.jface.text.source.projection.ProjectionAnnotation;
import org.eclipse.jface.text.source.projection.ProjectionViewer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.wizards.IWizardDescriptor;

/** What a user does, from a new project to a formatted model. */
final class Steps {
    /** How often to look for a hover between two moves of the mouse. */
    private static final int MOVES = 30;

    private final Screen screen;
    private IWorkbenchPage page;
    private IProject project;
    private ITextEditor editor;
    private ISourceViewer viewer;

    Steps(Screen screen) {
        this.screen = screen;
    }

    void run() throws Exception {
        start();
        newProject();
        open();
        hover();
        findings();
        completion();
        format();
        screen.note("launches", launchShortcuts());
    }

    private void start() throws Exception {
        screen.await("a window", () -> {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            return window != null && window.getActivePage() != null;
        });
        screen.run(() -> {
            IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
            page = window.getActivePage();
            window.getShell().setBounds(screen.display().getBounds());
        });
        screen.note("bundle", Platform.getBundle("dev.bnn.eclipse").getState());
    }

    /** Fills in the page of the wizard and finishes it. */
    private void newProject() throws Exception {
        screen.display().asyncExec(() -> {
            try {
                IWizardDescriptor found =
                        PlatformUI.getWorkbench().getNewWizardRegistry().findWizard("dev.bnn.eclipse.newProject");
                INewWizard wizard = (INewWizard) found.createWizard();
                wizard.init(PlatformUI.getWorkbench(), StructuredSelection.EMPTY);
                WizardDialog dialog = new WizardDialog(page.getWorkbenchWindow().getShell(), wizard);
                dialog.open();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        screen.await("the wizard", () -> dialog("New bnn project") != null);
        Shell dialog = screen.get(() -> dialog("New bnn project"));
        screen.run(() -> first(dialog, Text.class).setText("1 digits"));
        screen.note("wizardRefuses", screen.get(() -> !canFinish(dialog)));
        screen.run(() -> first(dialog, Text.class).setText("my-digits"));
        screen.picture("wizard");
        screen.run(() ->
                ((WizardDialog) dialog.getData()).getCurrentPage().getWizard().performFinish());
        screen.run(() -> ((WizardDialog) dialog.getData()).close());
        project = ResourcesPlugin.getWorkspace().getRoot().getProject("my-digits");
        screen.note(
                "files",
                Stream.of(".gitignore", "README.md", "pom.xml", "data/README.md", "src/main/bnn/my_digits.bnn")
                        .filter(file -> project.getFile(file).exists())
                        .collect(Collectors.joining(" ")));
    }

    private Shell dialog(String title) {
        return Stream.of(screen.display().getShells())
                .filter(shell -> shell.getText().equals(title) && shell.getData() instanceof WizardDialog)
                .findFirst()
                .orElse(null);
    }

    private static boolean canFinish(Shell dialog) {
        return ((WizardDialog) dialog.getData()).getCurrentPage().getWizard().canFinish();
    }

    private static <T extends Control> T first(Composite parent, Class<T> kind) {
        for (Control child : parent.getChildren()) {
            T found = kind.isInstance(child)
                    ? kind.cast(child)
                    : child instanceof Composite inner ? first(inner, kind) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void open() throws Exception {
        IFile model = project.getFile("src/main/bnn/my_digits.bnn");
        screen.run(() -> {
            page.closeAllEditors(false);
            editor = (ITextEditor) IDE.openEditor(page, model);
            viewer = (ISourceViewer) editor.getAdapter(ITextViewer.class);
            page.showView("org.eclipse.ui.views.ContentOutline");
            page.activate(editor);
        });
        screen.note(
                "contentType", model.getContentDescription().getContentType().getId());
        screen.note("editor", editor.getSite().getId());
        screen.await("colors", () -> colors() > 5);
        screen.note("colors", screen.get(this::colors));
        screen.await("folds", () -> folds() >= 2);
        screen.note("folds", screen.get(this::folds));
        screen.await("outline", () -> outline().contains("layers"));
        screen.note("outline", screen.get(this::outline));
        screen.picture("opened");
    }

    private int colors() {
        TreeSet<String> colors = new TreeSet<>();
        for (StyleRange style : viewer.getTextWidget().getStyleRanges()) {
            colors.add(String.valueOf(style.foreground));
        }
        return colors.size();
    }

    private int folds() {
        int folds = 0;
        Iterator<Annotation> all =
                ((ProjectionViewer) viewer).getProjectionAnnotationModel().getAnnotationIterator();
        while (all.hasNext()) {
            folds += all.next() instanceof ProjectionAnnotation ? 1 : 0;
        }
        return folds;
    }

    private String outline() {
        Tree tree = tree(page.getWorkbenchWindow().getShell(), "layers");
        return tree == null
                ? ""
                : Stream.of(tree.getItems())
                        .flatMap(item -> Stream.concat(Stream.of(item), Stream.of(item.getItems())))
                        .map(TreeItem::getText)
                        .collect(Collectors.joining(" | "));
    }

    /** The first tree with an item that begins with {@code item}. */
    private static Tree tree(Composite parent, String item) {
        for (Control child : parent.getChildren()) {
            if (child instanceof Tree tree
                    && Stream.of(tree.getItems()).anyMatch(i -> i.getText().startsWith(item))) {
                return tree;
            }
            Tree found = child instanceof Composite inner ? tree(inner, item) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Holds the mouse over a word, moving it slightly until the hover appears. */
    private void hover() throws Exception {
        int at = document().get().indexOf("maxpool 2");
        AtomicInteger moves = new AtomicInteger();
        screen.await("a hover", () -> {
            Point place =
                    viewer.getTextWidget().toDisplay(viewer.getTextWidget().getLocationAtOffset(at + 2));
            int move = moves.getAndIncrement();
            if (move % MOVES == 0) {
                Event event = new Event();
                event.type = SWT.MouseMove;
                event.x = place.x + 2 + move / MOVES % 2;
                event.y = place.y + 6;
                screen.display().post(event);
            }
            return hovered().contains("maxpool1");
        });
        screen.note("hover", screen.get(this::hovered).replace("\n", " / "));
        screen.picture("hover");
        screen.run(() -> {
            page.activate(editor);
            viewer.setSelectedRange(document().getLength(), 0);
            viewer.revealRange(document().getLength(), 0);
        });
        screen.picture("figures");
    }

    private String hovered() {
        return Stream.of(screen.display().getShells())
                .filter(shell -> shell.isVisible() && shell.getParent() != null)
                .map(shell -> first(shell, StyledText.class))
                .filter(text -> text != null && text != viewer.getTextWidget())
                .map(StyledText::getText)
                .collect(Collectors.joining());
    }

    private IDocument document() {
        return viewer.getDocument();
    }

    /** A mistake is underlined in place without saving; a quick fix corrects it. */
    private void findings() throws Exception {
        screen.note("cleanFindings", screen.get(this::errors));
        int at = document().get().indexOf("kernel 3");
        screen.run(() -> {
            document().replace(at, "kernel".length(), "kernal");
            viewer.setSelectedRange(at + 2, 0);
        });
        screen.await("a finding", () -> errors().startsWith(at + "+6 "));
        screen.note("finding", screen.get(this::errors));
        screen.run(() -> ((ITextOperationTarget) viewer).doOperation(ISourceViewer.QUICK_ASSIST));
        screen.await("the fixes", () -> !listed().isEmpty());
        screen.note("fixes", screen.get(this::listed));
        screen.picture("fixes");
        take();
        screen.await("no finding", () -> errors().isEmpty());
        screen.note("mended", screen.get(() -> document().get(at, "kernel 3".length())));
    }

    private String errors() {
        IAnnotationModel model = viewer.getAnnotationModel();
        StringBuilder errors = new StringBuilder();
        for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
            Annotation annotation = all.next();
            if (annotation.getType().matches(".*\\.texteditor\\.(error|warning)")) {
                errors.append(model.getPosition(annotation).getOffset())
                        .append('+')
                        .append(model.getPosition(annotation).getLength())
                        .append(' ')
                        .append(annotation.getText());
            }
        }
        return errors.toString();
    }

    /** The lines of the list that is open above the text. */
    private String listed() {
        return Stream.of(screen.display().getShells())
                .filter(Shell::isVisible)
                .map(shell -> shell.getParent() == null ? null : first(shell, Table.class))
                .filter(table -> table != null && table.isVisible())
                .flatMap(table -> Stream.of(table.getItems()))
                .map(item -> item.getText())
                .collect(Collectors.joining(" | "));
    }

    /** Accepts the first entry of the list, as Return does. */
    private void take() throws Exception {
        screen.run(() -> {
            Table table = Stream.of(screen.display().getShells())
                    .filter(Shell::isVisible)
                    .map(shell -> shell.getParent() == null ? null : first(shell, Table.class))
                    .filter(found -> found != null && found.isVisible())
                    .findFirst()
                    .orElseThrow();
            table.setSelection(0);
            Event event = new Event();
            event.widget = table;
            event.item = table.getItem(0);
            table.notifyListeners(SWT.Selection, event);
            table.notifyListeners(SWT.DefaultSelection, event);
        });
    }

    private void completion() throws Exception {
        int at = document().get().indexOf("  maxpool 2");
        screen.run(() -> {
            document().replace(at, 0, "  max");
            viewer.setSelectedRange(at + "  max".length(), 0);
            ((ITextOperationTarget) viewer).doOperation(ISourceViewer.CONTENTASSIST_PROPOSALS);
        });
        screen.await("proposals", () -> !listed().isEmpty());
        screen.note("completed", screen.get(this::listed));
        take();
        screen.await(
                "the proposal", () -> document().get(at, "  maxpool".length()).equals("  maxpool"));
        screen.run(() -> document().replace(at, document().get().indexOf("  maxpool 2        #", at + 1) - at, ""));
        int entry = document().get().indexOf("  batch ");
        screen.run(() -> {
            document().replace(entry, 0, "  \n");
            viewer.setSelectedRange(entry + 2, 0);
            ((ITextOperationTarget) viewer).doOperation(ISourceViewer.CONTENTASSIST_PROPOSALS);
        });
        screen.await("proposals", () -> !listed().isEmpty());
        screen.note("proposals", screen.get(this::listed));
        screen.picture("completion");
        screen.run(() -> document().replace(entry, 3, ""));
    }

    private void format() throws Exception {
        screen.run(() -> {
            document().replace(0, 0, "\n\n\n");
            viewer.setSelectedRange(0, 0);
            PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand("dev.bnn.eclipse.format", null);
        });
        screen.note("formatted", screen.get(() -> document().get().startsWith("# A small")));
        rename();
        screen.run(() -> editor.doSave(new NullProgressMonitor()));
        screen.note("saved", screen.get(() -> !editor.isDirty()));
    }

    private void rename() throws Exception {
        int use = document().get().indexOf("conv3(32)");
        screen.run(() -> {
            viewer.setSelectedRange(use + 2, 0);
            Command rename =
                    PlatformUI.getWorkbench().getService(ICommandService.class).getCommand("dev.bnn.eclipse.rename");
            PlatformUI.getWorkbench()
                    .getService(IHandlerService.class)
                    .executeCommand(
                            ParameterizedCommand.generateCommand(
                                    rename, Map.of("dev.bnn.eclipse.rename.name", "stage")),
                            null);
        });
        screen.note(
                "renamed",
                screen.get(() -> document()
                                .get()
                                .lines()
                                .filter(line -> line.contains("stage("))
                                .count() + " " + document().get().contains("conv3")));
    }

    private static String launchShortcuts() {
        return Stream.of(Platform.getExtensionRegistry()
                        .getConfigurationElementsFor("org.eclipse.debug.ui.launchShortcuts"))
                .map(element -> element.getAttribute("label"))
                .filter(label -> label != null && label.startsWith("bnn "))
                .collect(Collectors.joining(" | "));
    }
}
