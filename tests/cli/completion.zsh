# What zsh offers behind LINE and a tab, with the completions of FOLDER: completion.zsh FOLDER LINE
zmodload zsh/zpty
zpty driven zsh -f -i
read_all() { local some; while zpty -r -t driven some; do print -rn -- $some; done }
zpty -w driven "PS1=; LISTMAX=0; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; setopt nolistambiguous; echo READY"
repeat 100 { sleep 0.1; out+=$(read_all); [[ $out == *READY*READY* ]] && break }
zpty -w -n driven "$2"$'\t'
sleep 1
read_all
zpty -d driven
