;;; emacs.el --- A person in Emacs -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;; Opens a model with Eglot, types, completes, hovers, renames, formats. Writes what is to be seen to the file of BNN_SEEN.

;;; Code:

(require 'bnn-mode)
(require 'flymake)

(defvar seen nil "What was seen so far, the newest first.")

(defun note (text)
  (push (substring-no-properties text) seen))

(defun wait-for (what condition)
  "Wait until CONDITION yields something, and return it; WHAT is for the message."
  (let ((end (+ (float-time) 60)) result)
    (while (not (setq result (funcall condition)))
      (when (> (float-time) end)
        (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05)
      (timer-event-handler-idle))
    result))

(defun timer-event-handler-idle ()
  "Do what waits for a pause in typing: in batch mode there is none."
  (eglot--signal-textDocument/didChange))

(defun findings ()
  (sort (mapcar (lambda (d)
                  (format "%d:%d %s"
                          (line-number-at-pos (flymake-diagnostic-beg d))
                          (save-excursion (goto-char (flymake-diagnostic-beg d)) (1+ (current-column)))
                          (car (split-string (flymake-diagnostic-text d) "\n"))))
                (flymake-diagnostics))
        #'string<))

(defun to (text)
  (goto-char (point-min))
  (search-forward text))

(defun person ()
  (find-file (getenv "BNN_MODEL"))
  (unless (eq major-mode 'bnn-mode) (error "The mode is %s" major-mode))
  (let ((eglot-sync-connect 30))
    (apply #'eglot (eglot--guess-contact)))
  (note "## opened")
  (wait-for "a finding" #'findings)
  (mapc #'note (findings))

  (note "## typed: the slip is mended")
  (to "dens")
  (insert "e")
  (wait-for "no findings" (lambda () (null (findings))))
  (note (string-trim (thing-at-point 'line)))

  (note "## completed")
  (to "dense")
  (beginning-of-line)
  (open-line 1)
  (insert "  conv 8 ker")
  (eglot--signal-textDocument/didChange)
  (let* ((capf (eglot-completion-at-point))
         (table (nth 2 capf)))
    (note (mapconcat #'identity (all-completions (buffer-substring (nth 0 capf) (point)) table) " ")))
  (completion-at-point)
  (note (string-trim (thing-at-point 'line)))
  (delete-region (line-beginning-position) (1+ (line-end-position)))

  (note "## hovered over dense")
  (to "dense")
  (backward-char 2)
  (eglot--signal-textDocument/didChange)
  (let ((text nil))
    (eglot-hover-eldoc-function (lambda (string &rest _) (setq text string)))
    (wait-for "a hover" (lambda () text))
    (note text))

  (note "## went to the definition of width")
  (to "conv3(width")
  (backward-char 2)
  (xref-find-definitions "width")
  (note (format "%d: %s" (line-number-at-pos) (string-trim (thing-at-point 'line))))

  (note "## renamed width to channels")
  (eglot-rename "channels")
  (goto-char (point-min))
  (while (search-forward "channels" nil t)
    (note (string-trim-right (thing-at-point 'line)))
    (end-of-line))

  (note "## formatted")
  (eglot-format-buffer)
  (note (buffer-string))
  (eglot-shutdown (eglot-current-server)))

(let ((status 0))
  (condition-case fault
      (person)
    (error (note (format "FAULT %s" (error-message-string fault))) (setq status 1)))
  (let ((coding-system-for-write 'utf-8))
    (write-region (concat (mapconcat #'identity (reverse seen) "\n") "\n") nil (getenv "BNN_SEEN") nil 'silent))
  (set-buffer-modified-p nil)
  (kill-emacs status))
;;; emacs.el ends here
