'use strict';

// The page: a button for each call, a form for the challenge, and a sentence for each outcome.

const SECURITY_CHECK = 'UserLogin';

const element = (id) => document.getElementById(id);

function show(state, text) {
  element('message').dataset.state = state;
  element('message').textContent = text;
}

function log(call, status) {
  const entry = document.createElement('li');
  entry.textContent = `${call} → ${status}`;
  element('log').prepend(entry);
}

function showUser(name) {
  element('user').textContent = name ?? 'nobody';
}

/** Decides what to tell the user. Only a 401 or a 403 has something to do with the login. */
function explain(failure) {
  const code = failure.responseJSON?.errorCode ?? failure.errorCode;
  if (code === WL.ErrorCode.CHALLENGE_HANDLING_CANCELED) {
    return ['refused', 'You cancelled the login.'];
  }
  switch (failure.status) {
    case 401:
      return ['refused', 'The service does not accept this login.'];
    case 403:
      return ['refused', 'You are not permitted to do this.'];
    case 409:
      return ['later', 'The server is busy with another request of yours. Try again.'];
    default: {
      // The browser hands header fields over in lower case.
      const seconds = failure.getHeader?.('retry-after');
      return ['later', `Try again later${seconds ? `, in ${seconds} s` : ''}. You stay logged in.`];
    }
  }
}

/**
 * If the login has ended at the server, the SDK still has a token for the scope, sends that again and again, and asks
 * for no login. Without the token it does.
 */
function forgetToken(failure) {
  const scope = failure.status === 403 && /scope="([^"]*)"/.exec(failure.getHeader?.('www-authenticate') ?? '');
  if (scope) {
    WLAuthorizationManager.clearAccessToken({scope: scope[1]});
  }
  return Boolean(scope);
}

function start(settings) {
  const challenges = WL.Client.createSecurityCheckChallengeHandler(SECURITY_CHECK);
  const form = element('login');
  let waiting = '';
  let opener = null;

  /** Gives the focus back to the button that was pressed. */
  const hideForm = () => {
    if (!form.hidden) {
      form.hidden = true;
      form.reset();
      opener?.focus();
    }
  };

  const closeForm = () => {
    hideForm();
    show('busy', waiting);
  };

  challenges.handleChallenge = (challenge) => {
    const attempts = challenge.remainingAttempts;
    element('login-error').textContent =
        [challenge.errorMsg, challenge.errorMsg && attempts !== undefined ? `Attempts left: ${attempts}.` : '']
            .filter(Boolean).join(' ');
    if (form.hidden) {
      opener = document.activeElement;
    }
    form.hidden = false;
    form.elements.password.value = '';
    form.elements.username.focus();
    show('login', 'Log in to continue.');
  };

  challenges.handleSuccess = (success) => {
    hideForm();
    showUser(success.user?.displayName ?? success.user?.id);
  };

  challenges.handleFailure = () => {
    hideForm();
    showUser();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const answer = {username: form.elements.username.value, password: form.elements.password.value};
    closeForm();
    challenges.submitChallengeAnswer(answer);
  });

  element('cancel').addEventListener('click', () => {
    closeForm();
    challenges.cancel();
  });

  function call(method, path, again) {
    const address = (settings.service || location.origin) + path;
    new WLResourceRequest(address, method).send().then(
        (response) => {
          log(`${method} ${path}`, response.status);
          show('done', response.responseText);
        },
        (failure) => {
          log(`${method} ${path}`, failure.status || 'no response');
          if (!again && forgetToken(failure)) {
            call(method, path, true);
          } else {
            show(...explain(failure));
          }
        });
  }

  for (const button of document.querySelectorAll('button[data-path]')) {
    button.addEventListener('click', () => {
      waiting = `${button.dataset.method} ${button.dataset.path}`;
      show('busy', waiting);
      call(button.dataset.method, button.dataset.path);
    });
  }

  element('logout').addEventListener('click', () => {
    show('busy', 'Logging out');
    WLAuthorizationManager.logout(SECURITY_CHECK).then(
        () => {
          showUser();
          show('done', 'You are logged out.');
        },
        (failure) => show(...explain(failure)));
  });

  WL.Client.init({mfpContextRoot: settings.mobileFirst, applicationId: 'io.github.mfpjaxrs.samples.webclient'}).then(
      () => show('ready', 'Ready.'),
      () => show('refused', 'This browser has no place to keep a key.'));
}

fetch('settings.json')
    .then((response) => response.json())
    .then(start);
